/** Docket's mark. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="var(--mantine-color-petrol-7)" />
      <path d="M9 8.5h8.2c4.3 0 7.3 3 7.3 7.5s-3 7.5-7.3 7.5H9z" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinejoin="round" />
      <path d="m12.6 16 2.6 2.6 4.6-5" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
