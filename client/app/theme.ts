import { createTheme, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#eef9f7',
  '#d9f0ec',
  '#b3e0d8',
  '#85ccc1',
  '#56b5a8',
  '#2f9b8f',
  '#1a8278',
  '#0f6b63',
  '#0c5650',
  '#094541',
];
const gray: MantineColorsTuple = [
  '#fafaf9',
  '#f4f4f2',
  '#e9e9e6',
  '#dededa',
  '#c6c6c1',
  '#9c9c96',
  '#66665f',
  '#4e4e49',
  '#353531',
  '#1f1f1c',
];
const dark: MantineColorsTuple = [
  '#d9dcdf',
  '#b6bbc0',
  '#949ba2',
  '#6a727a',
  '#464d55',
  '#30363d',
  '#242930',
  '#1b1f24',
  '#15181c',
  '#0e1013',
];

/** Calm and dense: one accent, warm greys, small type with tabular numbers. */
export const theme = createTheme({
  primaryColor: 'petrol',
  black: '#1b1c1a',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { petrol, gray, dark },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, 'SF Mono', Menlo, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.55', xl: '1.5' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.3' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.35' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '18px' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.25rem', xl: '2rem' },
  shadows: {
    xs: '0 1px 2px rgb(20 22 20 / 6%)',
    sm: '0 1px 2px rgb(20 22 20 / 6%), 0 2px 6px rgb(20 22 20 / 5%)',
    md: '0 4px 16px rgb(20 22 20 / 10%)',
    lg: '0 10px 32px rgb(20 22 20 / 14%)',
    xl: '0 18px 48px rgb(20 22 20 / 18%)',
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 550 } },
    Tooltip: { defaultProps: { openDelay: 350, fz: 'xs', withArrow: false, position: 'bottom' } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-start', offset: 4 } },
    Popover: { defaultProps: { shadow: 'md', offset: 4 } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.4 }, closeButtonProps: { 'aria-label': 'Close' } },
      styles: { title: { fontSize: '1rem', fontWeight: 620 } },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.25 } } },
    Paper: { defaultProps: { radius: 'md' } },
    Anchor: { defaultProps: { underline: 'hover' } },
  },
});
