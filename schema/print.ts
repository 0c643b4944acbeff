import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.ts';

/** The schema's definition as it is committed: sorted, so that a diff shows what changed and nothing else. */
export const definition = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('./schema.graphql', import.meta.url), definition());
}
