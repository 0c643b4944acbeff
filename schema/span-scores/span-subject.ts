import type { JsonValue } from '../monitor/json-value.ts';
import { contentText } from '../monitor/span-text.ts';
import type { SpanRecord } from '../monitor/span-record.ts';
import type { Subject } from '../evaluators/verdict.ts';

/** What an evaluator reads of a span. */
export type JudgedSpan = Pick<SpanRecord, 'id' | 'variables' | 'messages' | 'output' | 'durationMs' | 'cost' | 'tokensOut'>;

/** A span as evaluators take it. Where its sender gave messages and no variables, what the user said last is `question`, the name
 * by which the judges that come with Docket ask for it. Nobody has said of a span what would have been right. */
export const spanSubject = ({ variables, messages, output, durationMs, cost, tokensOut }: JudgedSpan): Subject => ({
  inputs: Object.keys(variables).length > 0 || !messages?.length ? variables : { question: asked(messages) },
  output,
  expected: null,
  latencyMs: durationMs,
  cost,
  tokensOut,
});

const asked = (messages: NonNullable<JudgedSpan['messages']>): JsonValue =>
  contentText((messages.findLast(({ role }) => role === 'user') ?? messages.at(-1))?.content);
