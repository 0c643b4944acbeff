import type { Config } from '../kinds.ts';

/** What the fields of a kind are given: the config as it is typed, and what the server said of which field. */
export interface FieldProps {
  config: Config;
  onChange: (change: Config) => void;
  /** The refusal's sentence, if it is about this place within the config. */
  problemAt: (...path: string[]) => string | undefined;
}

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
export const numberIn = (value: unknown): number | '' => (typeof value === 'number' ? value : '');

/** A number field's value; null takes the setting out of the config. */
export const typedNumber = (value: string | number): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
