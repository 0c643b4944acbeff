import limitTo from 'p-limit';
import { type ModelFailureKind, ModelFailed } from '../models/model-port.ts';
import type { ReadyEvaluator } from '../evaluators/prepare-evaluator.ts';
import type { Verdict } from '../evaluators/verdict.ts';
import { type JudgedSpan, spanSubject } from './span-subject.ts';

/** What came of a batch of spans: of all of it, or of those before the one that nothing can be said of now. */
export interface JudgedBatch {
  scores: { spanId: number; value: number }[];
  unknown: number;
  failed: number;
  /** US dollars. */
  cost: number;
  failedInARow: number;
  /** The last span that this tells of; null when it is the whole batch. */
  upTo: number | null;
  /** Why nothing more should be asked: somebody has to see to something. */
  pause: string | null;
}

interface JudgeSpans {
  evaluator: ReadyEvaluator;
  spans: readonly JudgedSpan[];
  /** How many failed just before. */
  failedInARow: number;
  signal: AbortSignal;
  onError(error: unknown): void;
}

/** So many one after the other that failed, and something is wrong that is not about the spans. */
const tooManyInARow = 20;
/** At once. What a provider takes at once from this process is bounded besides, in `ModelCalls`. */
const slots = 16;

/** A key that is refused, or an address: no span will do better until somebody mends it. */
const hopeless = new Set<ModelFailureKind>(['KEY_REFUSED', 'ADDRESS_REFUSED']);

/** The number that is written for a verdict; null where it could not tell. */
function scoreOf({ grade, score }: Verdict): number | null {
  if (grade === 'UNKNOWN') return null;
  return score !== null && Number.isFinite(score) ? score : grade === 'PASS' ? 1 : 0;
}

/** Asks an evaluator about spans, and sums up the answers in the spans' order. Does not throw. */
export async function judgeSpans({ evaluator, spans, failedInARow, signal, onError }: JudgeSpans): Promise<JudgedBatch> {
  const limit = limitTo(slots);
  let over = false;
  const answers = await Promise.allSettled(
    spans.map((span) =>
      limit(async () => {
        if (over || signal.aborted) throw new ModelFailed('CANCELLED', 'Given up.', 0);
        try {
          // Kept answers cost nothing: a batch that a killed worker had begun is not paid for again.
          return await evaluator.evaluate(spanSubject(span), { cache: true, signal });
        } catch (error) {
          over ||= isHopeless(error);
          if (!(error instanceof ModelFailed)) onError(error);
          throw error;
        }
      }),
    ),
  );
  const batch: JudgedBatch = { scores: [], unknown: 0, failed: 0, cost: 0, failedInARow, upTo: null, pause: null };
  // Of all: what is not recorded now will be had for nothing the next time.
  for (const answer of answers) if (answer.status === 'fulfilled') batch.cost += answer.value.cost ?? 0;
  const refusal = answers.find((answer) => answer.status === 'rejected' && isHopeless(answer.reason));
  for (const [at, answer] of answers.entries()) {
    const { id } = spans[at]!;
    if (answer.status === 'fulfilled') {
      const value = scoreOf(answer.value);
      batch.failedInARow = 0;
      if (value === null) batch.unknown += 1;
      else batch.scores.push({ spanId: id, value });
      continue;
    }
    const reason: unknown = answer.reason;
    if (isHopeless(reason) || (reason instanceof ModelFailed && reason.kind === 'CANCELLED')) {
      const pause = refusal?.status === 'rejected' ? messageOf(refusal.reason) : null;
      return { ...batch, pause, upTo: id - 1 };
    }
    batch.failed += 1;
    batch.failedInARow += 1;
    if (batch.failedInARow >= tooManyInARow) {
      const pause = `The last ${batch.failedInARow} spans failed. The last of them: ${messageOf(reason)}`;
      return { ...batch, pause, upTo: id };
    }
  }
  return batch;
}

const isHopeless = (reason: unknown): boolean => reason instanceof ModelFailed && hopeless.has(reason.kind);

const messageOf = (reason: unknown): string =>
  reason instanceof ModelFailed ? reason.message : 'Something went wrong in Docket itself. Its log has more.';
