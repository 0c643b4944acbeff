import type { DocumentId } from './help-center.ts';

/** What a reviewer calls an answer; the options of `feedback_category`. */
export type Verdict = 'correct' | 'incorrect' | 'hallucination' | 'off-topic' | 'too-long';

/** A call that the assistant makes while it answers. */
export interface ToolCall {
  name: string;
  input: Record<string, string | number>;
  output: Record<string, unknown>;
}

/** One question to the support assistant and what came of it: the seed of one trace. */
export interface Case {
  /** Unique over all topics. */
  id: string;
  asks: string;
  /** Null when the call failed before there was an answer. */
  answers: string | null;
  /** What the retrieval found in the help center; the first is the best match. */
  docs: DocumentId[];
  /** What the answer is. Scores and feedback follow from it, for cases that nobody has reviewed as well. */
  verdict: Verdict;
  priority: 'high' | 'medium' | 'low';
  /** BCP 47; English if absent. */
  language?: string;
  tier?: 'starter' | 'growth' | 'scale';
  tool?: ToolCall;
  /** Where the trace fails: in the model call itself, or in the tool or the retrieval beneath it. */
  fails?: { in: 'model' | 'tool' | 'retrieval'; error: string; afterMs: number };
  /** The rule of the input guardrail that stopped it. */
  blockedBy?: string;
  /** What the customer thought of it. Left out, chance decides, without a note. */
  feedback?: { value: 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE'; note?: string };
  /** Cases with the same thread are turns of one conversation, in the order in which they stand. */
  thread?: string;
  /** What a reviewer wrote; a case without it waits in the queue. */
  review?: { annotation: string; expected?: string };
}

/** A text of several lines. */
export const lines = (...text: string[]): string => text.join('\n');
