import limitTo from 'p-limit';
import { type ModelFailureKind, ModelFailed } from '../../models/model-port.ts';
import type { ReadyEvaluator } from '../prepare-evaluator.ts';
import type { Subject, Verdict } from '../verdict.ts';

/** What came of a batch: of all of it, or of those before the one that nothing can be said of now. */
export interface JudgedBatch<T> {
  /** Verdicts other than UNKNOWN. */
  verdicts: { of: T; verdict: Verdict }[];
  /** Those that it could not tell of, and why. */
  unknown: { of: T; verdict: Verdict }[];
  failed: number;
  /** US dollars. */
  cost: number;
  failedInARow: number;
  /** How many of the batch, from its first, this tells of. */
  told: number;
  /** Why nothing more should be asked: somebody has to see to something. */
  pause: string | null;
}

interface JudgeBatch<T> {
  evaluator: ReadyEvaluator;
  items: readonly T[];
  subjectOf(item: T): Subject;
  /** What they are, as people call them: `spans`. */
  what: string;
  /** How many failed just before. */
  failedInARow: number;
  signal: AbortSignal;
  onError(error: unknown): void;
}

/** So many one after the other that failed, and something is wrong that is not about what is judged. */
const tooManyInARow = 20;
/** At once. What a provider takes at once from this process is bounded besides, in `ModelCalls`. */
const slots = 16;

/** A key that is refused, or an address: nothing will do better until somebody mends it. */
const hopeless = new Set<ModelFailureKind>(['KEY_REFUSED', 'ADDRESS_REFUSED']);

/** Asks an evaluator about each of a batch, and sums up the answers in their order. Does not throw. */
export async function judgeBatch<T>(batch: JudgeBatch<T>): Promise<JudgedBatch<T>> {
  const { items, what } = batch;
  const answers = await askAll(batch);
  const judged: JudgedBatch<T> = { ...empty, verdicts: [], unknown: [], failedInARow: batch.failedInARow };
  // Of all: what is not recorded now will be had for nothing the next time.
  for (const answer of answers) if (answer.status === 'fulfilled') judged.cost += answer.value.cost ?? 0;
  const refusal = answers.find((answer) => answer.status === 'rejected' && isHopeless(answer.reason));
  for (const [at, answer] of answers.entries()) {
    if (answer.status === 'fulfilled') {
      judged.failedInARow = 0;
      judged[answer.value.grade === 'UNKNOWN' ? 'unknown' : 'verdicts'].push({ of: items[at]!, verdict: answer.value });
      judged.told = at + 1;
      continue;
    }
    const reason: unknown = answer.reason;
    if (isHopeless(reason) || (reason instanceof ModelFailed && reason.kind === 'CANCELLED'))
      return { ...judged, pause: refusal?.status === 'rejected' ? messageOf(refusal.reason) : null };
    judged.failed += 1;
    judged.failedInARow += 1;
    judged.told = at + 1;
    if (judged.failedInARow >= tooManyInARow) {
      const pause = `The last ${judged.failedInARow} ${what} failed. The last of them: ${messageOf(reason)}`;
      return { ...judged, pause };
    }
  }
  return judged;
}

const empty = { failed: 0, cost: 0, told: 0, pause: null };

function askAll<T>({ evaluator, items, subjectOf, signal, onError }: JudgeBatch<T>): Promise<PromiseSettledResult<Verdict>[]> {
  const limit = limitTo(slots);
  let over = false;
  return Promise.allSettled(
    items.map((item) =>
      limit(async () => {
        if (over || signal.aborted) throw new ModelFailed('CANCELLED', 'Given up.', 0);
        try {
          // Kept answers cost nothing: a batch that a killed worker had begun is not paid for again.
          return await evaluator.evaluate(subjectOf(item), { cache: true, signal });
        } catch (error) {
          over ||= isHopeless(error);
          if (!(error instanceof ModelFailed)) onError(error);
          throw error;
        }
      }),
    ),
  );
}

const isHopeless = (reason: unknown): boolean => reason instanceof ModelFailed && hopeless.has(reason.kind);

const messageOf = (reason: unknown): string =>
  reason instanceof ModelFailed ? reason.message : 'Something went wrong in Docket itself. Its log has more.';
