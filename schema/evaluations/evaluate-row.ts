import type { ModelProvider } from '@docket/prisma/generated/client/client.ts';
import type { ReadyEvaluator } from '../evaluators/prepare-evaluator.ts';
import type { Subject } from '../evaluators/verdict.ts';
import { ModelFailed, type ModelRequest } from '../models/model-port.ts';
import type { ModelCalls, PricedAnswer } from '../models/model-calls.ts';
import { type JsonValue, isJsonObject } from '../monitor/json-value.ts';
import { MissingVariables } from '../prompts/template.ts';
import type { ReadyPrompt } from '../prompts/render-prompt.ts';
import { InvalidInput } from '../refusals.ts';
import type { LeasedRow } from './lease-rows.ts';
import type { RowResult } from './record-results.ts';
import { valuesOf } from './seen.ts';

/** What every row of an evaluation is put through. */
export interface RowWork {
  models: ModelCalls;
  /** Null: the outputs were logged. */
  prompt: { ready: ReadyPrompt; provider: ModelProvider } | null;
  evaluators: readonly ReadyEvaluator[];
  cache: boolean;
}

/** Why a row was the last: what it met, the next would meet too, and somebody has to see to it. */
export type Hopeless = string | null;

/** Answers and judges one row, handing over each part as soon as it is there: what was paid for is recorded before more is
 * asked. Ends with DONE, FAILED (with why), or WAITING where it was cancelled. Does not throw. */
export async function evaluateRow(
  work: RowWork,
  row: LeasedRow,
  record: (part: RowResult) => void,
  signal: AbortSignal,
): Promise<Hopeless> {
  const { rowId } = row;
  let begun: RowResult = { row: rowId, calls: 0, cachedCalls: 0 };
  let subject: Subject;
  try {
    if (row.answered) {
      subject = subjectOf(row, row);
    } else {
      const { answer, cached } = await askPrompt(work, row, signal);
      subject = subjectOf(row, answer);
      begun = { row: rowId, answer, calls: 1, cachedCalls: cached ? 1 : 0 };
      // A judge takes its time: the answer is written meanwhile.
      if (work.evaluators.some(({ usesModel }) => usesModel)) {
        record(begun);
        begun = { row: rowId, calls: 0, cachedCalls: 0 };
      }
    }
  } catch (error) {
    record({ ...begun, ...endOf(error) });
    return hopeless(error);
  }
  const { error, ...judged } = await judge(work, row, subject, signal);
  record({
    ...begun,
    ...judged,
    calls: begun.calls + judged.calls,
    cachedCalls: begun.cachedCalls + judged.cachedCalls,
    ...(error ? endOf(error.reason, error.of) : { end: 'DONE' }),
  });
  return error ? hopeless(error.reason) : null;
}

const subjectOf = (
  { seen }: LeasedRow,
  { output, latencyMs, cost, tokensOut }: Pick<LeasedRow, 'output' | 'latencyMs' | 'cost' | 'tokensOut'>,
): Subject => ({
  inputs: seen.inputs,
  output,
  expected: seen.expected,
  latencyMs,
  cost,
  tokensOut,
});

async function askPrompt({ models, prompt, cache }: RowWork, { seen, labels }: LeasedRow, signal: AbortSignal) {
  const { ready, provider } = prompt!;
  const request = ready.fill(valuesOf(seen, labels));
  const answer = await models.ask({ provider, request, cache, signal });
  const { latencyMs, tokensIn, tokensOut, cost, cached } = answer;
  return { cached, answer: { output: outputOf(answer, request), latencyMs, tokensIn, tokensOut, cost } };
}

/** What an answer is to evaluators: its text, as JSON where that was asked for, or with the tools that it called. */
function outputOf({ text, toolCalls }: PricedAnswer, { responseSchema }: ModelRequest): JsonValue {
  if (toolCalls.length > 0) return { text, toolCalls: toolCalls.map(({ name, arguments: given }) => ({ name, arguments: given })) };
  if (responseSchema) {
    try {
      return JSON.parse(text) as JsonValue;
    } catch {
      // As it is: that it is no JSON is for an evaluator to say.
    }
  }
  return text;
}

interface Judged extends Pick<RowResult, 'scores' | 'calls' | 'cachedCalls'> {
  error: { reason: unknown; of: string } | null;
}

/** All verdicts that are not there yet. Those that could be had are kept even where another could not. */
async function judge({ evaluators, cache }: RowWork, row: LeasedRow, subject: Subject, signal: AbortSignal): Promise<Judged> {
  const asked = evaluators.filter(({ versionId }) => !row.judged.includes(versionId));
  const answers = await Promise.allSettled(asked.map((one) => one.evaluate(subject, { cache, signal })));
  const judged: Judged & { scores: NonNullable<RowResult['scores']> } = { scores: [], calls: 0, cachedCalls: 0, error: null };
  answers.forEach((answer, at) => {
    const { versionId, usesModel, name } = asked[at]!;
    if (answer.status === 'rejected') {
      judged.error ??= { reason: answer.reason, of: name };
      return;
    }
    judged.scores.push({ ...answer.value, version: versionId });
    const { raw } = answer.value;
    // A judge that saw at once that it could not tell has asked nobody, and has nothing raw.
    if (!usesModel || !isJsonObject(raw)) return;
    judged.calls += 1;
    if (raw.cached === true) judged.cachedCalls += 1;
  });
  return judged;
}

/** How a row ends that met this. */
function endOf(error: unknown, evaluator?: string): Pick<RowResult, 'end' | 'error'> {
  if (hopeless(error) !== null || (error instanceof ModelFailed && error.kind === 'CANCELLED')) return { end: 'WAITING' };
  const known = error instanceof ModelFailed || error instanceof MissingVariables || error instanceof InvalidInput;
  const message = known ? error.message : 'Something went wrong in Docket itself. Its log has more.';
  return { end: 'FAILED', error: evaluator === undefined ? message : `${evaluator}: ${message}` };
}

/** A key that is refused, or an address: no row will do better until somebody mends it. */
const hopeless = (error: unknown): Hopeless =>
  error instanceof ModelFailed && (error.kind === 'KEY_REFUSED' || error.kind === 'ADDRESS_REFUSED') ? error.message : null;
