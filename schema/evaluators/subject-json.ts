import type { JsonObject } from '../monitor/json-value.ts';
import { isTooDeep } from './kinds/nesting.ts';
import type { Subject } from './verdict.ts';

/** An answer as somebody else's code gets it, in the names of a dataset's columns; null when it is nested too deep to be written. */
export function subjectJson({ inputs, output, expected, latencyMs, cost }: Subject): JsonObject | null {
  const body = { inputs, output, expected_output: expected, latency_ms: latencyMs, cost };
  return isTooDeep(body) ? null : body;
}
