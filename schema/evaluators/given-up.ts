import { ModelFailed } from '../models/model-port.ts';

/** Throws what a model's call throws once the caller has given up. What was cut off by that says nothing about the answer. */
export function throwIfGivenUp(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ModelFailed('CANCELLED', 'The evaluation was given up.', 0);
}
