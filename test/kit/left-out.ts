import { existsSync } from 'node:fs';

/** Where Debian and Ubuntu install the oldest Postgres that Docket runs on. */
export const postgres15 = '/usr/lib/postgresql/15/bin';

/** The folder of the real data sets, when there is one: `test.skipIf(!testData)`. */
export const testData = process.env.DOCKET_TEST_DATA;

/** What a run cannot check on this machine, and what it would need. */
export function leftOut(): string[] {
  return [
    ...(testData
      ? []
      : ['the runs over real data sets: set DOCKET_TEST_DATA to the folder that has halueval-general.jsonl and pandalm-testset-v1.json']),
    ...(existsSync(postgres15) ? [] : [`the database tests on PostgreSQL 15: install it, so that there is ${postgres15}`]),
  ];
}
