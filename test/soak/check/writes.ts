import type { Op } from '../history.ts';
import type { Evidence, LoggedEvent } from './evidence.ts';
import { tellEvent, tellOp, type Verdict } from './verdict.ts';

/** The events that an operation made, by what it alone wrote. Taking something back writes it again, and is not counted. */
function eventsByTag({ events, columns }: Evidence): Map<string, { event: LoggedEvent; rows: number[] }[]> {
  const found = new Map<string, { event: LoggedEvent; rows: number[] }[]>();
  for (const event of events) {
    if (event.kind === 'undone') continue;
    const here = new Map<string, number[]>();
    for (const { row, cells } of event.moves) {
      const cell = cells[columns.annotation];
      if (cell && typeof cell[1] === 'string' && cell[1] !== cell[0]) here.set(cell[1], [...(here.get(cell[1]) ?? []), row]);
    }
    if (event.note?.reason) here.set(event.note.reason, [event.moves[0]!.row]);
    for (const [tag, rows] of here) found.set(tag, [...(found.get(tag) ?? []), { event, rows }]);
  }
  return found;
}

/** An acknowledged write is there, once; a refused one is not; of the others each is there whole, or not at all. Those of one
 * idempotency key count as one. */
export function checkWrites(evidence: Evidence): Verdict {
  const verdict: Verdict = { invariant: 'an acknowledged write is there once, any other whole or not at all', looked: 0, breaks: [] };
  const byTag = eventsByTag(evidence);
  const added = addedByTag(evidence);
  const tried = new Map<string, Op[]>();
  for (const op of evidence.ops) if (op.tag !== undefined) tried.set(op.tag, [...(tried.get(op.tag) ?? []), op]);

  for (const [tag, ops] of tried) {
    verdict.looked++;
    const ok = ops.find(({ out }) => out === 'ok');
    const unknown = ops.some(({ out }) => out === 'unknown');
    const fail = (what: string, events: LoggedEvent[] = []) =>
      verdict.breaks.push({ what: `${tag}: ${what}`, history: [...ops.map(tellOp), ...events.map((event) => tellEvent(event))] });
    if (ops[0]!.kind === 'add') {
      const rows = added.get(tag) ?? [];
      const wanted = ops[0]!.n!;
      if (ok ? rows.length !== wanted : unknown ? rows.length !== 0 && rows.length !== wanted : rows.length !== 0)
        fail(`${rows.length} of ${wanted} rows are there`);
      if (ok && ok.rows!.some((row) => !rows.includes(row))) fail('rows that were answered are not there');
      continue;
    }
    const made = byTag.get(tag) ?? [];
    const events = made.map(({ event }) => event);
    if (ops[0]!.kind === 'bulk') {
      const rows = made.reduce((sum, one) => sum + one.rows.length, 0);
      if (ok && rows !== ok.n) fail(`${ok.n} rows were answered, ${rows} are in the events`, events);
      if (!ok && !unknown && rows > 0) fail('it was refused, and is there', events);
    } else if (ok && made.length !== 1) fail(`it was acknowledged, and is there ${made.length} times`, events);
    else if (ok?.seq !== undefined && events[0]!.seq !== ok.seq) fail(`it was acknowledged as ${ok.seq}`, events);
    else if (!ok && made.length > (unknown ? 1 : 0))
      fail(unknown ? `it is there ${made.length} times` : 'it was refused, and is there', events);
  }
  checkClaims(evidence, verdict);
  checkUndone(evidence, verdict);
  return verdict;
}

/** Every claim that was answered has its event. */
function checkClaims({ ops, events }: Evidence, verdict: Verdict): void {
  const claimed = new Map<string, number>();
  const keyOf = (row: number, actor: number | null, at: number) => `${row}/${actor}/${at}`;
  for (const { kind, actor, at, moves } of events) {
    if (kind !== 'claimed') continue;
    const key = keyOf(moves[0]!.row, actor, at);
    claimed.set(key, (claimed.get(key) ?? 0) + 1);
  }
  for (const op of ops) {
    for (const { row, at } of op.claims ?? []) {
      verdict.looked++;
      const times = claimed.get(keyOf(row, op.who, at)) ?? 0;
      if (times !== 1)
        verdict.breaks.push({ what: `the claim of row ${row} was answered, and is in the events ${times} times`, history: [tellOp(op)] });
    }
  }
}

/** What was taken back was taken back for all its rows. */
function checkUndone({ events }: Evidence, verdict: Verdict): void {
  const back = new Map<number, LoggedEvent[]>();
  for (const event of events) if (event.kind === 'undone') back.set(event.note!.undoes!, [...(back.get(event.note!.undoes!) ?? []), event]);
  for (const event of events) {
    const undone = back.get(event.seq) ?? [];
    if (!event.note?.undone && undone.length === 0) continue;
    verdict.looked++;
    if (undone.length !== event.moves.length)
      verdict.breaks.push({
        what: `event ${event.seq} was taken back for ${undone.length} of ${event.moves.length} rows`,
        history: [event, ...undone].map((one) => tellEvent(one)),
      });
  }
}

/** The rows that an import made, by what it wrote into each question: `<tag> <n>`. */
function addedByTag({ end }: Evidence): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [id, { question }] of end.rows) {
    const tag = question?.slice(0, question.lastIndexOf(' ')) ?? '';
    found.set(tag, [...(found.get(tag) ?? []), id]);
  }
  return found;
}

/** An idempotency key has one effect, and one answer. */
export function checkKeys({ ops }: Evidence): Verdict {
  const verdict: Verdict = { invariant: 'an idempotency key has one effect and one answer', looked: 0, breaks: [] };
  const byKey = new Map<string, Op[]>();
  for (const op of ops) if (op.key !== undefined && op.out === 'ok') byKey.set(op.key, [...(byKey.get(op.key) ?? []), op]);
  const answerOf = ({ claims, seq, n, seqs }: Op) => JSON.stringify([claims, seq, n, seqs]);
  for (const same of byKey.values()) {
    if (same.length < 2) continue;
    verdict.looked++;
    const other = same.find((op) => answerOf(op) !== answerOf(same[0]!));
    if (other) verdict.breaks.push({ what: `key ${other.key} was answered in two ways`, history: [tellOp(same[0]!), tellOp(other)] });
  }
  return verdict;
}
