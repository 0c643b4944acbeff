import { asText } from '../ui/format.ts';
import type { Values } from './review-types.ts';

/** Values as text that somebody can paste elsewhere: one as it is, several with their names. */
export function asPlainText(values: Values, between = '\n\n'): string {
  const entries = Object.entries(values).filter(([, value]) => value !== null && value !== '');
  if (entries.length === 1) return asText(entries[0]?.[1]);
  return entries.map(([key, value]) => `${key}: ${asText(value)}`).join(between);
}
