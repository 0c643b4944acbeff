import type { CSSVariablesResolver } from '@mantine/core';

const neutral = ['gray', 'dark'];
const readable = (name: string): [string, string][] => [
  [`--mantine-color-${name}-light-color`, `color-mix(in srgb, var(--mantine-color-${name}-9) 72%, black)`],
  // Coloured words; the accent's own shade is dark enough.
  ...(name === 'petrol'
    ? []
    : [[`--mantine-color-${name}-text`, `color-mix(in srgb, var(--mantine-color-${name}-9) 86%, black)`] as [string, string]]),
];
const tint = (name: string): [string, string][] => [
  [`--mantine-color-${name}-light`, `color-mix(in srgb, var(--mantine-color-${name}-6) 20%, transparent)`],
  [`--mantine-color-${name}-light-hover`, `color-mix(in srgb, var(--mantine-color-${name}-6) 28%, transparent)`],
  [`--mantine-color-${name}-light-color`, `var(--mantine-color-${name}-2)`],
];
const greyTint = (name: string): [string, string][] => [
  [`--mantine-color-${name}-light`, 'rgb(255 255 255 / 9%)'],
  [`--mantine-color-${name}-light-hover`, 'rgb(255 255 255 / 13%)'],
  [`--mantine-color-${name}-light-color`, 'var(--mantine-color-dark-0)'],
];

/** Badges and light buttons: darker letters in the light (yellow on yellow cannot be read), and in the dark a tint of the
 * colour instead of its darkest shade. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => {
  const bright = Object.keys(colors).filter((name) => !neutral.includes(name));
  return {
    variables: {},
    light: { ...Object.fromEntries(bright.flatMap(readable)), '--mantine-color-error': 'var(--mantine-color-red-9)' },
    dark: Object.fromEntries([...bright.flatMap(tint), ...neutral.flatMap(greyTint)]),
  };
};
