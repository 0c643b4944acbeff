import type { DatasetShape } from '../datasets/dataset-shape.ts';
import type { Limits } from '../limits.ts';
import { InvalidInput, InvalidValue } from '../refusals.ts';

/** What somebody typed so far: an object by column key, bounded. It need not fit its columns yet, but it must fit the database. */
export function checkedTyping(shape: DatasetShape, values: unknown, { cellBytes }: Limits): Record<string, unknown> {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) throw new InvalidInput('The values of a draft are an object, by column key.', ['values']);
  for (const [key, value] of Object.entries(values)) {
    if (!shape.byKey.has(key)) throw new InvalidValue(key.slice(0, 64), 'there is no such column in this dataset.');
    const text = JSON.stringify(value);
    if (Buffer.byteLength(text) > cellBytes) throw new InvalidValue(key, `is longer than ${cellBytes} bytes.`);
    if (/\\u0000|\\ud[89a-f][0-9a-f]{2}/i.test(text)) throw new InvalidValue(key, 'holds a character that the database cannot keep.');
  }
  return values as Record<string, unknown>;
}
