import { type FilterName, claimedFrom, filters } from '../filters.ts';
import type { Evidence } from './evidence.ts';
import { factsOf, replay, type ReplayedRow } from './replay.ts';
import { tellOp, type Verdict } from './verdict.ts';

/** How many rows of each filter were free after each event. */
function freeRows(evidence: Evidence, names: FilterName[]): Map<FilterName, number[]> {
  const free = new Map(names.map((name) => [name, [0]]));
  const now = new Map(names.map((name) => [name, 0]));
  replay(
    evidence,
    (_event, { row }, before, after) => {
      for (const name of names) {
        const isFree = (one: ReplayedRow | null) => one !== null && one.holder === null && filters[name].holds(factsOf(evidence, row, one));
        now.set(name, now.get(name)! + Number(isFree(after)) - Number(isFree(before)));
      }
    },
    () => {
      for (const name of names) free.get(name)!.push(now.get(name)!);
    },
  );
  return free;
}

/** Who got fewer rows than they asked for was told "there are no more": at some event between question and answer there were none. */
export function checkNothing(evidence: Evidence): Verdict {
  const verdict: Verdict = { invariant: '“nothing to claim” only when a recount agrees', looked: 0, breaks: [] };
  const { events, ops } = evidence;
  const free = freeRows(evidence, [...new Set(claimedFrom)]);
  const seen = new Set<string>();
  for (const op of ops) {
    if (op.kind !== 'claim' || op.out !== 'ok' || op.claims!.length >= op.count!) continue;
    // The answer to a key is of the first time that it was asked, which may have been unknown.
    if (op.key !== undefined && (seen.has(op.key) || ops.some((other) => other.key === op.key && other.id < op.id))) continue;
    if (op.key !== undefined) seen.add(op.key);
    verdict.looked++;
    // Events carry whole milliseconds, cut off: one of the very millisecond of the question may have come after it.
    const from = countBefore(events, op.at);
    const to = countBefore(events, op.end + 1);
    const counts = free.get(op.filter!)!.slice(from, to + 1);
    if (!counts.includes(0))
      verdict.breaks.push({
        what: `${op.claims!.length} of ${op.count} rows of “${op.filter}” were dealt, while at least ${Math.min(...counts)} were free`,
        history: [tellOp(op), `free after events ${from} to ${to}: ${counts.slice(0, 20).join(' ')}`],
      });
  }
  return verdict;
}

/** How many events happened before a moment. They are in order of time. */
function countBefore(events: Evidence['events'], at: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
