import type { Services } from '../context.ts';
import { undoableKinds } from '../feed/feed-event.ts';
import { InvalidInput } from '../refusals.ts';
import { idempotent } from './idempotency.ts';
import { doneOrRefused } from './refuse.ts';

/** How many of one's own last actions can be taken back at once. */
const most = 20;

/** Takes back a reviewer's own last actions (fill, edit, reopen, skip, bulk edit), latest first; refused when a row was changed since. */
export async function undo(
  { db, queue }: Pick<Services, 'db' | 'queue'>,
  {
    datasetId,
    reviewerId,
    count,
    idempotencyKey,
  }: { datasetId: number; reviewerId: number; count: number; idempotencyKey?: string | null },
): Promise<{ seqs: number[]; rowIds: number[] }> {
  if (!Number.isInteger(count) || count < 1 || count > most) throw new InvalidInput(`Undo 1 to ${most} actions at once.`, ['count']);
  const { rows } = await db.pool.query<{ seqs: number[] }>({
    name: 'undoable',
    // One action is one event, or all events of one bulk edit. The index holds only what can be undone.
    text: `SELECT array_agg(seq ORDER BY seq DESC) AS seqs FROM (
             SELECT seq, coalesce(note ->> 'group', seq::text) AS action FROM event
             WHERE dataset_id = $1 AND actor_id = $2 AND kind IN ${undoableKinds} AND NOT coalesce(note ? 'undone', false)
             ORDER BY seq DESC LIMIT 2000) mine
           GROUP BY action ORDER BY max(seq) DESC LIMIT $3`,
    values: [datasetId, reviewerId, count],
  });
  const seqs = rows.flatMap((row) => row.seqs);
  const reply = await queue.join(datasetId, {
    op: 'undo',
    by: reviewerId,
    ...idempotent(idempotencyKey, ['undo', datasetId, count]),
    seqs,
  });
  const done = await doneOrRefused(db, reply, { by: reviewerId });
  return { seqs: done.seqs!, rowIds: done.rows! };
}
