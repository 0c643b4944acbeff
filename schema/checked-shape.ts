import type { z } from 'zod';
import { InvalidInput } from './refusals.ts';

/** What came in as a schema has it, or InvalidInput that names the first thing that is wrong.
 * @param where Of the whole, in the input.
 * @param whole What it is called where the whole is wrong and no field of it. */
export function checkedShape<T>(schema: z.ZodType<T>, value: unknown, where: readonly string[], whole: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  const at = path.map(String);
  throw new InvalidInput(`${at.join('.') || whole}: ${message}.`, [...where, ...at]);
}
