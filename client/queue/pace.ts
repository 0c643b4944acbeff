/** How long a slice lasts at the pace of the last hour, in words; null when nobody works on it. */
export function lastsFor(left: number, filledLastHour: number): string | null {
  if (left === 0 || filledLastHour === 0) return null;
  const hours = left / filledLastHour;
  if (hours < 1) return `about ${Math.max(1, Math.round(hours * 60))} min left`;
  if (hours < 48) return `about ${Math.round(hours)} h left`;
  return `about ${Math.round(hours / 24)} days left`;
}

/** 0 to 100; an empty slice is done. */
export const percentDone = (left: number, total: number): number => (total === 0 ? 100 : Math.round(((total - left) / total) * 100));
