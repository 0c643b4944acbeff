import type { Database } from '@docket/prisma/database.ts';

/** Rows by combination of several datasets, in the order asked for. Folded from checkpoints and tails, never counted. */
export async function readSizes(db: Database, datasetIds: readonly number[]): Promise<Map<number, number>[]> {
  const { rows } = await db.pool.query<{ dataset: number; combination: number; n: number }>({
    name: 'sizes_of_datasets',
    text: `SELECT d.id AS dataset, s.combination_id AS combination, s.n FROM unnest($1::int[]) AS d(id) CROSS JOIN LATERAL dataset_sizes(d.id) s`,
    values: [datasetIds],
  });
  const byDataset = new Map<number, Map<number, number>>(datasetIds.map((id) => [id, new Map()]));
  for (const { dataset, combination, n } of rows) byDataset.get(dataset)!.set(combination, n);
  return datasetIds.map((id) => byDataset.get(id)!);
}
