import { type ModelConnection, ModelFailed } from '@docket/schema/models/model-port.ts';
import { checkConnection } from './check-connection.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failures.ts';

/** Waits so many milliseconds; ends at once, well or with an error, when the signal is aborted. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<unknown>;

export interface Patience {
  sleep: Sleep;
  /** From 0 to below 1. */
  random: () => number;
}

/** Runs an attempt, and again after what may pass. `run` gets the number of the attempt, from 1. Throws ModelFailed. */
export async function retry<T>(
  connection: ModelConnection,
  signal: AbortSignal | undefined,
  { sleep, random }: Patience,
  run: (attempt: number) => Promise<T>,
): Promise<T> {
  const wrong = checkConnection(connection);
  if (wrong) throw new ModelFailed(wrong.kind, wrong.message, 0);
  for (let attempt = 1; ; attempt++) {
    if (signal?.aborted) throw cancelled(attempt - 1);
    let failure: Failure;
    try {
      return await run(attempt);
    } catch (error) {
      failure = failureOf(error, connection);
    }
    if (!failure.again || attempt >= connection.attempts) throw new ModelFailed(failure.kind, failure.message, attempt);
    await wait(sleep, failure.waitMs || backoff(attempt, random), signal);
  }
}

/** Full jitter: anything up to 0.5 s, then 1 s, 2 s, … 20 s, so that those who failed together do not come back together.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
function backoff(attempt: number, random: () => number): number {
  return random() * Math.min(20_000, 500 * 2 ** (attempt - 1));
}

/** What a wait ends with when the caller gives up is nobody's concern: the next attempt is not begun. */
async function wait(sleep: Sleep, ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, signal);
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}

function cancelled(attempts: number): ModelFailed {
  return new ModelFailed('CANCELLED', 'The call was cancelled.', attempts);
}
