import type { Op } from '../history.ts';
import type { Evidence, LoggedEvent } from './evidence.ts';
import { tellOp, type Verdict } from './verdict.ts';

/** A write lets a draft go a while after the moment that its event has: its batch took the clock first. */
const latest = 30_000;

/** What somebody typed is there once it was acknowledged, or something newer that they typed; until they write the row, or
 * somebody fills or removes it. By what they read, and by the table at the end. */
export function checkDrafts({ ops, events, end }: Evidence): Verdict {
  const verdict: Verdict = { invariant: 'what was typed is kept', looked: 0, breaks: [] };
  const letGo = lettingGo(events);
  for (const [key, all] of typedBy(ops)) {
    const { row, who } = all[0]!;
    const looks = all.filter(({ kind }) => kind === 'read').map((op) => ({ at: op.at, until: op.end, found: op.typed }));
    looks.push({ at: Infinity, until: Infinity, found: end.drafts.get(key) ?? undefined });
    for (const { at, until, found } of looks) {
      const kept = all.filter((op) => op.kind === 'draft' && op.out === 'ok' && op.end <= at);
      const last = kept.toSorted((a, b) => a.end - b.end).at(-1);
      if (!last) continue;
      const moments = [...(letGo.get(key) ?? []), ...(letGo.get(`${row}`) ?? [])];
      if (moments.some((moment) => moment > last.at - latest && moment <= until)) continue;
      verdict.looked++;
      const newer = all.filter((op) => op.kind !== 'read' && op.end >= last.at && op.at <= until);
      if (found !== undefined && newer.some((op) => found === (op.typed ?? op.tag))) continue;
      verdict.breaks.push({ what: `row ${row}: ${who} typed “${last.typed}”, and there is “${found ?? ''}”`, history: newer.map(tellOp) });
    }
  }
  return verdict;
}

/** When drafts were let go: of one person, as in `1/2`, or of the whole row, as in `1`. */
function lettingGo(events: LoggedEvent[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { kind, actor, at, moves } of events) {
    if (kind !== 'filled' && kind !== 'removed' && kind !== 'edited') continue;
    for (const { row } of moves) {
      const key = kind === 'edited' ? `${row}/${actor}` : `${row}`;
      found.set(key, [...(found.get(key) ?? []), at]);
    }
  }
  return found;
}

/** What each person typed into each row, and read of it. */
function typedBy(ops: Op[]): Map<string, Op[]> {
  const found = new Map<string, Op[]>();
  for (const op of ops) {
    if (op.row === undefined || !['draft', 'annotate', 'read'].includes(op.kind)) continue;
    const key = `${op.row}/${op.who}`;
    found.set(key, [...(found.get(key) ?? []), op]);
  }
  return found;
}
