import { randomUUID } from 'node:crypto';
import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { undoableKinds } from '../feed/feed-event.ts';
import { parseValues } from '../datasets/parse-values.ts';
import { tooManyCombinations } from '../datasets/refusals.ts';
import { adjudicationMark } from './adjudication-mark.ts';
import { loadCombinations } from './combinations.ts';
import { compileFilter } from './filter/compile-filter.ts';
import { type Condition, everything } from './filter/row-filter.ts';
import { idempotent, remember, remembered } from './idempotency.ts';
import type { Combination } from './filter/row-image.ts';
import { matchingRows } from './matching-rows.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { doneOrRefused } from './refuse.ts';

export interface AnnotateRows {
  shape: DatasetShape;
  /** Null for what happens by itself: nobody's to undo, and it fills nothing. */
  reviewerId: number | null;
  /** These rows, or those of the filter, or those of both. */
  rowIds: number[] | null;
  filter: Condition | null;
  values: unknown;
  fill: boolean;
  /** Counts only. */
  preview: boolean;
  idempotencyKey?: string | null;
}

/** `held`, `awaiting`: rows that match and were left alone, since somebody else holds them, or since they want the answers of
 * several reviewers before they are filled. */
export interface BulkDone {
  matched: number;
  changed: number;
  held: number;
  awaiting: number;
}

/** Rows under the dataset's lock at once: some 10 ms, so that nobody's claim waits for a bulk edit. */
const chunk = 200;

/** Writes the same values into many rows, chunk by chunk; each chunk is whole and durable, and one undo takes all back. */
export async function annotateRows(services: Pick<Services, 'db' | 'queue' | 'limits'>, edit: AnnotateRows): Promise<BulkDone> {
  const { shape, rowIds, filter, values, fill, preview, idempotencyKey } = edit;
  const key = preview ? {} : idempotent(idempotencyKey, ['annotateRows', shape.id, rowIds, filter, values, fill]);
  const memory = { userId: edit.reviewerId ?? 0, ...key };
  return oneAtATime(services.db, memory, async () => {
    const before = await remembered<BulkDone>(services.db, memory);
    if (before) return before;
    // Broken off in the middle and sent again, it goes on with what is left, and answers for what was written before too.
    const group = key.key ? `${key.key} ${key.request}` : randomUUID();
    const done = await writeAll(services, edit, group, key.key ? await writtenBefore(services, edit, group) : []);
    await remember(services.db, memory, shape.projectId, done);
    return done;
  });
}

/** @param group What an undo takes back at once, and a retry goes on with.
 * @param before Rows that an earlier try wrote. */
async function writeAll(
  services: Pick<Services, 'db' | 'queue' | 'limits'>,
  edit: AnnotateRows,
  group: string,
  before: number[],
): Promise<BulkDone> {
  const { shape, reviewerId, values, fill, preview } = edit;
  const parsed = parseValues(shape, values, { cellBytes: services.limits.cellBytes });
  const condition = edit.filter ?? everything;
  const found = await matchingRows(services, shape.id, condition, edit.rowIds);
  const { ids, combos } = found;
  let { combinations } = found;
  if (preview) {
    const waits = fill && shape.severalReviews;
    const [held, awaiting] = await Promise.all([heldByOthers(services, ids, reviewerId), waits ? awaitingOthers(services, ids) : 0]);
    return { matched: ids.length, changed: 0, held, awaiting };
  }

  // Before the first chunk, so that nothing is half done; the database asks again under its lock.
  const fresh = newLabelSets(combinations.byId, combos, parsed.labels);
  if (fresh > 0 && labelSets(combinations.byId).size + fresh > services.limits.combinations)
    throw tooManyCombinations(services.limits.combinations);

  // What was written may not be in the filter any more.
  const done: BulkDone = { matched: new Set([...ids, ...before]).size, changed: before.length, held: 0, awaiting: 0 };
  for (let at = 0; at < ids.length;) {
    const compiled = compileFilter(condition, combinations.byId.values());
    const rows = ids.slice(at, at + chunk);
    const reply = await services.queue.join(shape.id, {
      op: 'bulk',
      by: reviewerId,
      rows,
      known: combinations.upTo,
      ...compiled,
      fill,
      group,
      combinations: services.limits.combinations,
      adjudication: adjudicationMark(shape),
      ...parsed,
    });
    if (reply.refused?.type === 'CombinationsUnknown') {
      combinations = await loadCombinations(services.db, shape.id);
      continue;
    }
    const { changed, held, awaiting } = await doneOrRefused(services.db, reply, { by: reviewerId ?? 0 });
    done.changed += changed!;
    done.held += held!;
    done.awaiting += awaiting!;
    at += chunk;
  }
  return done;
}

/** The rows that earlier tries of an edit have written. */
async function writtenBefore({ db }: Pick<Services, 'db'>, { shape, reviewerId }: AnnotateRows, group: string): Promise<number[]> {
  const { rows } = await db.pool.query<{ id: number }>(
    // The kinds are the index's: one's own last actions.
    `SELECT DISTINCT jsonb_array_elements_text(bulk -> 'rows')::float8 AS id FROM event
     WHERE dataset_id = $1 AND actor_id = $2 AND kind IN ${undoableKinds} AND bulk IS NOT NULL
       AND note ->> 'group' = $3 AND NOT note ? 'undone' AND at > clock_timestamp() - interval '1 day'`,
    [shape.id, reviewerId, group],
  );
  return rows.map(({ id }) => id);
}

async function heldByOthers({ db }: Pick<Services, 'db'>, ids: number[], reviewerId: number | null): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    'SELECT count(DISTINCT row_id) AS n FROM claim WHERE row_id = ANY ($1) AND reviewer_id IS DISTINCT FROM $2 AND expires_at > clock_timestamp()',
    [ids, reviewerId],
  );
  return rows[0]!.n;
}

async function awaitingOthers({ db }: Pick<Services, 'db'>, ids: number[]): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    `SELECT count(*) AS n FROM dataset_row r JOIN combination m ON m.id = r.combination_id
     WHERE r.id = ANY ($1) AND NOT m.filled AND r.reviews_required > 1 AND reviews_missing(r) > 0`,
    [ids],
  );
  return rows[0]!.n;
}

const textOf = (labels: Record<string, number | null>): string =>
  JSON.stringify(
    Object.entries(labels)
      .filter(([, option]) => option !== null)
      .sort(([a], [b]) => Number(a) - Number(b)),
  );

const labelSets = (byId: ReadonlyMap<number, Combination>): Set<string> => new Set([...byId.values()].map(({ labels }) => textOf(labels)));

/** How many sets of labels there would be that the dataset does not have, with these labels laid over rows of these combinations. */
function newLabelSets(byId: ReadonlyMap<number, Combination>, combos: ReadonlySet<number>, over: Record<string, number | null>): number {
  if (Object.keys(over).length === 0) return 0;
  const known = labelSets(byId);
  const after = [...combos].map((id) => textOf({ ...byId.get(id)?.labels, ...over }));
  return new Set(after.filter((text) => !known.has(text))).size;
}
