import type { Column } from '../app/dataset.tsx';
import type { Json } from '../graphql/graphql.ts';

/** A row's values, or those of an answer or a draft, by column key; none where they are not an object. */
export const valuesOf = (json: unknown): Record<string, unknown> => (json && typeof json === 'object' ? { ...json } : {});

/** The value of a cell out of a row's values by column key. */
export function valueOf(values: Json, key: string): Json {
  return values !== null && typeof values === 'object' && !Array.isArray(values) ? (values[key] ?? null) : null;
}

/** A cell's value as text to edit. */
export function toText(value: Json, type: Column['type']): string {
  if (value === null) return '';
  if (type === 'JSON') return JSON.stringify(value, null, 2);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export type Typed = { value: Json; problem?: undefined } | { value?: undefined; problem: string };

/** What somebody typed as a value of the column; an empty field clears it. The server has the last word. */
export function fromText(text: string, type: Column['type']): Typed {
  if (text.trim() === '') return { value: null };
  switch (type) {
    case 'NUMBER': {
      const value = Number(text.trim());
      return Number.isFinite(value) ? { value } : { problem: 'Not a number.' };
    }
    case 'BOOLEAN':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : { problem: 'Yes or no.' };
    case 'JSON':
      try {
        return { value: JSON.parse(text) as Json };
      } catch {
        return { problem: 'Not valid JSON.' };
      }
    default:
      return { value: text };
  }
}

export const columnName = ({ title, key }: Pick<Column, 'title' | 'key'>): string => title || key;
