import { isDeepStrictEqual } from 'node:util';
import type { Act } from './acts.ts';
import { claim, claimRow, draft, release, renew, skip } from './claiming.ts';
import type { Answer, Model } from './state.ts';
import { addSpans, annotate, bulk, edit, importRows, look, reopen, undo } from './writing.ts';

/** What was asked, and what came back; `unknown` when the connection broke before an answer. */
export interface Done {
  act: Act;
  answer: Answer | 'unknown';
  /** What the database shows of an unanswered act: the only things that the model must be told. */
  traces?: Answer;
}

/** An act as steps that nothing can come between; the last gives the answer. */
type Phase = (model: Model, memo: { found: number[] }) => Answer | null;

function phasesOf({ act, answer, traces }: Done): Phase[] {
  const { ask, who, key } = act;
  const seen = answer === 'unknown' ? (traces ?? null) : answer;
  const name = `${who}/${key}`;
  const request = JSON.stringify(ask);
  const known = (model: Model): Answer | null => {
    const found = key === undefined ? undefined : model.keys[name];
    return found ? (found.request === request ? found.answer : { type: 'IdempotencyKeyReused' }) : null;
  };
  const remember = (model: Model, made: Answer): Answer => {
    if (key !== undefined && made.type.endsWith('Payload')) model.keys[name] ??= { request, answer: made };
    return made;
  };
  if (ask.do === 'bulk') {
    return [
      (model, memo) => known(model) ?? ((memo.found = look(model, ask)), null),
      (model, memo) => remember(model, bulk(model, act, ask, memo.found)),
    ];
  }
  return [(model) => known(model) ?? remember(model, once(model, act, seen))];
}

function once(model: Model, act: Act, seen: Answer | null): Answer {
  const { ask } = act;
  switch (ask.do) {
    case 'claim':
      return claim(model, act, ask, seen);
    case 'claimRow':
      return claimRow(model, act, ask, seen);
    case 'renew':
      return renew(model, act, ask);
    case 'release':
      return release(model, act, ask);
    case 'skip':
      return skip(model, act, ask);
    case 'draft':
      return draft(model, act, ask);
    case 'annotate':
      return annotate(model, act, ask);
    case 'edit':
      return edit(model, act, ask);
    case 'reopen':
      return reopen(model, act, ask);
    case 'undo':
      return undo(model, act, ask);
    case 'import':
      return importRows(model, ask, seen);
    case 'addSpans':
      return addSpans(model, ask, seen);
    case 'bulk':
      throw new Error('a bulk edit is two steps');
  }
}

/** What an order came to: the model after it, or what the model would have answered instead. */
export type Order = { model: Model } | { expected: Answer; to: Act };

/** Every order of acts that were under way at once, and what the model says to it. An act without an answer may also have
 * never happened. One act alone is the same with one order. */
export function ordersOf(start: Model, done: Done[]): Order[] {
  const unknown = done.filter(({ answer }) => answer === 'unknown');
  return Array.from({ length: 2 ** unknown.length }, (_, set) =>
    done.filter((one) => one.answer !== 'unknown' || set & (1 << unknown.indexOf(one))),
  ).flatMap((happened) =>
    interleave(
      start,
      happened.map((one) => ({ one, phases: phasesOf(one), memo: { found: [] as number[] } })),
    ),
  );
}

interface Running {
  one: Done;
  phases: Phase[];
  memo: { found: number[] };
}

function interleave(start: Model, running: Running[]): Order[] {
  if (running.length === 0) return [{ model: start }];
  return running.flatMap(({ one, phases, memo: before }, n): Order[] => {
    const [model, memo] = [structuredClone(start), { ...before }];
    const answer = phases[0]!(model, memo);
    if (answer && one.answer !== 'unknown' && !isDeepStrictEqual(plain(answer), plain(one.answer)))
      return [{ expected: answer, to: one.act }];
    const rest = answer ? running.toSpliced(n, 1) : running.toSpliced(n, 1, { one, phases: phases.slice(1), memo });
    return interleave(model, rest);
  });
}

/** Without what the server alone knows. */
const plain = ({ rowOfSpan: _hint, ...answer }: Answer): object => JSON.parse(JSON.stringify(answer)) as object;
