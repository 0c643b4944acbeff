import { Badge } from '@mantine/core';

/** Colours that an option may have; names of the theme's palette. */
export const labelColors = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'cyan',
  'blue',
  'indigo',
  'violet',
  'grape',
  'pink',
] as const;

interface Props {
  value: string;
  color?: string;
  size?: 'xs' | 'sm' | 'md';
}

/** One value of a LABEL column, in its colour. */
export function LabelBadge({ value, color = 'gray', size = 'sm' }: Props) {
  const known = (labelColors as readonly string[]).includes(color) ? color : 'gray';
  return (
    <Badge color={known} size={size} variant="light" style={{ flexShrink: 0 }}>
      {value}
    </Badge>
  );
}
