import { Avatar } from '@mantine/core';

const palette = ['grape', 'teal', 'orange', 'indigo', 'pink', 'cyan', 'lime', 'violet'];

/** Somebody's initials, always in the same colour. */
export function UserAvatar({ name, size = 20 }: { name: string; size?: number }) {
  return (
    <Avatar
      name={name}
      color={userColor(name)}
      size={size}
      radius="xl"
      variant="light"
      alt=""
      aria-hidden
      styles={{ placeholder: { fontSize: size * 0.42, fontWeight: 600 } }}
    />
  );
}

/** The palette colour that stands for somebody, wherever they are shown. */
export function userColor(name: string): string {
  // FNV-1a: names that differ by little get colours that differ.
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return palette[(hash >>> 8) % palette.length] ?? 'gray';
}
