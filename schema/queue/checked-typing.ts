import type { DatasetShape } from '../datasets/dataset-shape.ts';
import type { Limits } from '../limits.ts';
import { jsonProblem } from '../monitor/json-value.ts';
import { InvalidInput, InvalidValue } from '../refusals.ts';

/** What somebody typed so far: an object by column key, bounded. It need not fit its columns yet, but it must fit the database. */
export function checkedTyping(shape: DatasetShape, values: unknown, { cellBytes }: Limits): Record<string, unknown> {
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    throw new InvalidInput('The values of a draft are an object, by column key.', ['values']);
  for (const [key, value] of Object.entries(values)) {
    if (!shape.byKey.has(key)) throw new InvalidValue(key.slice(0, 64), 'there is no such column in this dataset.');
    const problem = jsonProblem(value, cellBytes);
    if (problem) throw new InvalidValue(key, `${problem}.`);
  }
  return values as Record<string, unknown>;
}
