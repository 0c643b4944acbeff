import { queueMoves, queueSizes, waiting } from './documents.ts';
import type { Gather } from './load/crowd.ts';
import type { Stage } from './stage.ts';

/** Followers of the queue and of its sizes, in a process of their own, who are there while something else is measured. */
export async function openWatchers(
  stage: Stage,
  { url, secrets, datasetId, rows, sizes }: { url: string; secrets: string[]; datasetId: string; rows: number; sizes: number },
): Promise<() => Promise<void>> {
  const client = await stage.client();
  const one = { url, secrets };
  await client.ask('gather', { ...one, query: queueMoves, variables: [{ datasetId, filter: waiting }], count: rows } satisfies Gather);
  const groupBy = ['annotation_status', 'priority'];
  await client.ask('gather', { ...one, query: queueSizes, variables: [{ datasetId, groupBy }], count: sizes } satisfies Gather);
  return () => client.stop();
}
