import type { Evidence, LoggedEvent } from './evidence.ts';
import { replay } from './replay.ts';
import { tellEvent, tellOp, type Verdict } from './verdict.ts';

/** At most one live claim per row and place, at every event; and the table of claims is what the events say. */
export function checkOneClaim(evidence: Evidence): Verdict {
  const verdict: Verdict = { invariant: 'at most one live claim per row', looked: 0, breaks: [] };
  const last = new Map<number, LoggedEvent>();
  const rows = replay(evidence, (event, move, before) => {
    verdict.looked++;
    const held = before?.holder ?? null;
    const story = () => [...(last.has(move.row) ? [tellEvent(last.get(move.row)!, move.row)] : []), tellEvent(event, move.row)];
    if (event.kind === 'claimed' && held !== null)
      verdict.breaks.push({ what: `row ${move.row} is held by ${held} and dealt to ${move.holderAfter}`, history: story() });
    else if (move.before !== null && move.holderBefore !== held)
      verdict.breaks.push({
        what: `row ${move.row} is held by ${held ?? 'nobody'}, and the event says ${move.holderBefore ?? 'nobody'}`,
        history: story(),
      });
    last.set(move.row, event);
  });
  for (const [id, { holder }] of rows) {
    const held = evidence.end.claims.get(id) ?? null;
    if (held !== holder)
      verdict.breaks.push({
        what: `row ${id}: the events say that ${holder ?? 'nobody'} holds it, the table ${held ?? 'nobody'}`,
        history: [tellEvent(last.get(id)!, id)],
      });
  }
  return verdict;
}

/** Every write that was accepted with a token was made under the very claim that the token is of, while that was live. */
export function checkFence(evidence: Evidence): Verdict {
  const verdict: Verdict = { invariant: 'a stale token changes nothing', looked: 0, breaks: [] };
  /** By row: which claim was live just before each event. */
  const liveBefore = new Map<string, { claim: LoggedEvent | null; event: LoggedEvent }>();
  const reasons = new Map<string, LoggedEvent>();
  replay(evidence, (event, move, before) => {
    if (event.kind === 'edited' || event.kind === 'filled' || event.kind === 'skipped')
      liveBefore.set(`${event.seq}/${move.row}`, { claim: before?.claimedBy ?? null, event });
    if (event.note?.reason) reasons.set(event.note.reason, event);
  });
  for (const op of evidence.ops) {
    if (op.out !== 'ok' || op.token === undefined || (op.kind !== 'annotate' && op.kind !== 'skip')) continue;
    verdict.looked++;
    const seq = op.kind === 'skip' ? reasons.get(op.tag!)?.seq : op.seq;
    const found = liveBefore.get(`${seq}/${op.row}`);
    // That it is there at all is for another check.
    if (!found) continue;
    const { claim, event } = found;
    if (claim?.at === op.claimedAt && claim?.actor === op.who) continue;
    verdict.breaks.push({
      what: `row ${op.row} was written with a token of a claim that was not the live one`,
      history: [...(claim ? [tellEvent(claim, op.row)] : []), tellEvent(event, op.row), tellOp(op)],
    });
  }
  return verdict;
}

/** A claim that was prolonged does not run out before the moment that was answered. */
export function checkRenewed(evidence: Evidence): Verdict {
  const verdict: Verdict = { invariant: 'a renewed claim lasts', looked: 0, breaks: [] };
  /** When each claim ran out, by row and the moment it was made. */
  const ranOut = new Map<string, LoggedEvent>();
  replay(evidence, (event, move, before) => {
    if (event.kind === 'expired' && before?.claimedBy) ranOut.set(`${move.row}/${before.claimedBy.at}`, event);
  });
  for (const op of evidence.ops) {
    if (op.kind !== 'renew' || op.expires === undefined) continue;
    verdict.looked++;
    const end = ranOut.get(`${op.row}/${op.claimedAt}`);
    if (end && end.at < op.expires)
      verdict.breaks.push({
        what: `the claim of row ${op.row} was prolonged to ${op.expires} and ran out at ${end.at}`,
        history: [tellOp(op), tellEvent(end, op.row)],
      });
  }
  return verdict;
}
