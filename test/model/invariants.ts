import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@docket/prisma/database.ts';
import { factsOf } from '@docket/schema/feed/row-changes.ts';
import { combinationsWith } from '@docket/schema/queue/combinations.ts';
import { evaluateFilter } from '@docket/schema/queue/filter/evaluate-filter.ts';
import type { Condition } from '@docket/schema/queue/filter/row-filter.ts';
import { findRows } from '@docket/schema/queue/find-rows.ts';
import { filters } from './filters.ts';
import { type Folded, foldEvents } from './fold-events.ts';
import { type Snapshot, readSnapshot } from './snapshot.ts';
import { type Model, rowsOf } from './state.ts';
import type { Watchers } from './watchers.ts';

export interface Checked {
  db: Database;
  datasetNumber: number;
  conditions: Map<string, Condition>;
  folded: Folded;
  watchers: Watchers;
}

/** A screen that is not level after so long is wrong. A lost hint costs a second. */
const patience = 8_000;

/** Everything that must hold whatever happened. Waits for the screens to be level with the table; throws what is wrong. */
export async function checkInvariants(checked: Checked, model: Model): Promise<void> {
  const until = Date.now() + patience;
  for (;;) {
    const snapshot = await readSnapshot(checked.db, checked.datasetNumber, checked.folded.seq);
    const wrong = foldEvents(checked.folded, snapshot);
    const { folded, counted } = snapshot;
    if (JSON.stringify(folded) !== JSON.stringify(counted))
      wrong.push(`sizes are ${JSON.stringify(folded)}, counted ${JSON.stringify(counted)}`);
    const rows = await decideAll(checked, snapshot, model, wrong);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    // An expiry may come between the two reads: then once more.
    const late = rows ? behind(checked, snapshot, rows) : ['the table moved meanwhile'];
    if (late.length === 0) return;
    if (Date.now() > until) throw new Error(late.join('\n'));
    await sleep(4);
  }
}

/** The rows of each filter, decided in SQL, in memory and by the model. Null when the table moved between two looks. */
async function decideAll(
  { db, datasetNumber: datasetId, conditions }: Checked,
  { rows, head }: Snapshot,
  model: Model,
  wrong: string[],
): Promise<Map<string, number[]> | null> {
  const combinations = await combinationsWith(
    db,
    datasetId,
    rows.map(({ image }) => image.combinationId),
  );
  const decided = new Map<string, number[]>();
  const lapsed = rowsOf(model).some((row) => row.claim?.lapsed);
  for (const { name, holds } of filters) {
    const condition = conditions.get(name)!;
    const inMemory = rows.filter(({ image }) => evaluateFilter(condition, factsOf(image, combinations.get(image.combinationId)!)));
    const ids = inMemory.map(({ image }) => image.id);
    const query = {
      datasetId,
      condition,
      order: 'POSITION' as const,
      limit: 200,
      from: null,
      backwards: false,
      count: true,
      countBound: 1000,
    };
    const page = await findRows(db, query);
    if (page.seq !== head) return null;
    const inSql = page.rows.map(({ id }) => id);
    if (String(inSql) !== String(ids)) wrong.push(`${name}: in SQL ${inSql.join()}, in memory ${ids.join()}`);
    if (page.total!.value !== ids.length) wrong.push(`${name}: ${page.total!.value} are told, and ${ids.length} are there`);
    const inModel = rowsOf(model).filter(holds);
    if (!lapsed && String(inModel.map(({ id }) => id)) !== String(ids))
      wrong.push(`${name}: ${ids.join()}, and by the model ${inModel.map(({ id }) => id).join()}`);
    decided.set(name, ids);
  }
  return decided;
}

/** What the screens do not show yet. */
function behind({ watchers, conditions: _all }: Checked, { rows, head }: Snapshot, decided: Map<string, number[]>): string[] {
  const late: string[] = [];
  for (const { name, follower } of watchers.followers) {
    if (follower.wrong.length > 0) throw new Error(`the follower of ${name}: ${follower.wrong.join('\n')}`);
    const shall = decided.get(name)!.map((id) => `Row_${id}`);
    const told = [...follower.rows].sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)));
    if (String(told) !== String(shall)) late.push(`the follower of ${name} has ${told.join()}, and the table ${shall.join()}`);
    if (follower.total !== shall.length) late.push(`the follower of ${name} was told ${follower.total} rows of ${shall.length}`);
    const all = Array.from({ length: head - follower.from }, (_, n) => follower.from + n + 1);
    if (name === 'everything' && String(follower.seqs) !== String(all))
      late.push(`the follower of everything heard ${follower.seqs.join()}`);
  }
  const counted: Record<string, number> = {};
  for (const { filled, priority } of rows) {
    const key = `${filled ? 'filled' : 'empty'}/${priority}`;
    counted[key] = (counted[key] ?? 0) + 1;
  }
  const text = (sizes: Record<string, number>) => JSON.stringify(Object.entries(sizes).sort());
  for (const { latest } of watchers.sizes)
    if (text(latest()) !== text(counted)) late.push(`live sizes are ${text(latest())}, counted ${text(counted)}`);
  return late;
}
