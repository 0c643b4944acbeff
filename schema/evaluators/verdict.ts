import type { JsonValue } from '../monitor/json-value.ts';

/** What an evaluator says of an answer. UNKNOWN: it could not tell, and `reason` says why; never counted as a failure. */
export type Grade = 'PASS' | 'FAIL' | 'UNKNOWN';

/** What every evaluator gives. */
export interface Verdict {
  grade: Grade;
  /** Null where there is no number; 0 to 1 unless the evaluator's own scale says otherwise. */
  score: number | null;
  /** One or two sentences, fit to be shown to a reviewer. */
  reason: string;
  /** US dollars that this verdict cost; null where nothing was paid, or the price is not known. */
  cost: number | null;
  /** What came back, before it was understood: a judge's reply, a sandbox's value. Null where there is nothing. */
  raw: JsonValue;
}

/** One answer to be judged. */
export interface Subject {
  /** The row's values by column key, or the span's variables by name. */
  inputs: { [key: string]: JsonValue };
  /** What was answered. A string, or any JSON. */
  output: JsonValue;
  /** What would have been right; null where nobody has said. */
  expected: JsonValue;
  /** How long the answer took, in milliseconds, and what it cost in US dollars; null where nobody knows. */
  latencyMs: number | null;
  cost: number | null;
  tokensOut: number | null;
}

export const unknown = (reason: string, raw: JsonValue = null): Verdict => ({ grade: 'UNKNOWN', score: null, reason, cost: null, raw });

/** Text of a JSON value: a string as it is, anything else as JSON. */
export const textOf = (value: JsonValue): string => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value));
