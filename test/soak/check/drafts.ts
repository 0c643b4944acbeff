import type { Op } from '../history.ts';
import type { Evidence, LoggedEvent } from './evidence.ts';
import { tellOp, type Verdict } from './verdict.ts';

/** A write may let a draft go a while after the moment that its event has: its batch took the clock first. */
const latest = 30_000;

/** What somebody typed is there when it was acknowledged, or something newer that they typed; until they write the row, or
 * somebody fills or removes it. */
export function checkDrafts({ ops, events, end }: Evidence): Verdict {
  const verdict: Verdict = { invariant: 'what was typed is kept', looked: 0, breaks: [] };
  const letGo = new Map<string, number>();
  const note = (key: string, { at }: LoggedEvent) => letGo.set(key, Math.max(at, letGo.get(key) ?? 0));
  for (const event of events) {
    for (const { row } of event.moves) {
      if (event.kind === 'filled' || event.kind === 'removed') note(`${row}`, event);
      else if (event.kind === 'edited') note(`${row}/${event.actor}`, event);
    }
  }
  const typed = new Map<string, Op[]>();
  for (const op of ops) {
    if (op.row === undefined || (op.kind !== 'draft' && op.kind !== 'annotate')) continue;
    const key = `${op.row}/${op.who}`;
    typed.set(key, [...(typed.get(key) ?? []), op]);
  }
  for (const [key, all] of typed) {
    const kept = all.filter(({ kind, out }) => kind === 'draft' && out === 'ok');
    const last = kept.reduce<Op | null>((newest, op) => (newest && newest.end > op.end ? newest : op), null);
    if (!last || Math.max(letGo.get(key) ?? -Infinity, letGo.get(`${last.row}`) ?? -Infinity) > last.at - latest) continue;
    verdict.looked++;
    const found = end.drafts.get(key);
    const newer = all.filter(({ end: ended }) => ended >= last.at);
    if (!newer.some((op) => found !== undefined && found === (op.typed ?? op.tag)))
      verdict.breaks.push({
        what: `row ${last.row}: ${last.who} typed “${last.typed}”, and there is “${found ?? ''}”`,
        history: newer.map(tellOp),
      });
  }
  return verdict;
}
