import { Avatar } from '@mantine/core';

const palette = ['grape', 'teal', 'orange', 'indigo', 'pink', 'cyan', 'lime', 'violet'];

/** Somebody's initials, always in the same colour. */
export function UserAvatar({ name, size = 20 }: { name: string; size?: number }) {
  return <Avatar name={name} color={userColor(name)} size={size} radius="xl" variant="light" alt="" aria-hidden styles={{ placeholder: { fontSize: size * 0.42, fontWeight: 600 } }} />;
}

/** The palette colour that stands for somebody, wherever they are shown. */
export function userColor(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return palette[sum % palette.length] ?? 'gray';
}
