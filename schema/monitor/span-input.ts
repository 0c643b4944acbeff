import { z } from 'zod';
import { SpanKind, SpanStatus } from '@docket/prisma/generated/client/enums.ts';
import { isStorable } from '../datasets/names.ts';
import { isJsonObject, jsonProblem, type JsonObject, type JsonValue } from './json-value.ts';

/** Bounds of one span. Ids and tags stand in b-tree and GIN indexes, whose entries must stay below 2,700 bytes. */
export const spanBounds = {
  /** Characters of an id, a name, a model, a tag… */
  nameLength: 256,
  /** Characters of an error or a feedback note. */
  textLength: 65_536,
  /** Bytes as JSON: of variables, of messages, of the output, of the attributes. */
  jsonBytes: 1_048_576,
  messages: 2000,
  tags: 100,
  scores: 100,
  /** Nothing that Docket looks at happened before. */
  earliest: Date.UTC(2000, 0, 1),
  /** How far a sender's clock may be ahead of ours, in milliseconds. */
  aheadMs: 86_400_000,
  /** Ten years. */
  durationMs: 315_576_000_000,
  tokens: 2_147_483_647,
  cost: 1_000_000_000,
};

export const FEEDBACK = { POSITIVE: 1, NEUTRAL: 0, NEGATIVE: -1 } as const;
export type FeedbackName = keyof typeof FEEDBACK;

const text = (max: number) =>
  z.string().max(max, `is longer than ${max} characters`).refine(isStorable, 'has a NUL or half a character in it');
/** Exports write "" where there is nothing. */
const name = text(spanBounds.nameLength)
  .transform((value) => value || undefined)
  .nullish();
const longText = text(spanBounds.textLength)
  .transform((value) => value || undefined)
  .nullish();
const id = text(spanBounds.nameLength).refine((value) => value !== '', 'is empty');
const amount = (max: number) => z.number().min(0, 'is below 0').max(max, `is above ${max}`).nullish();
const count = amount(spanBounds.tokens).refine((value) => value == null || Number.isInteger(value), 'is not a whole number');
const date = z.iso
  .datetime({ offset: true, error: 'is not a date and time in ISO 8601 with a time zone, like 2026-01-31T09:30:00.000Z' })
  .transform((value) => new Date(value))
  .nullish();

function bounded(value: unknown, issues: z.core.$RefinementCtx): void {
  const problem = jsonProblem(value, spanBounds.jsonBytes);
  if (problem) issues.addIssue({ code: 'custom', message: problem });
}
const json = z
  .custom<JsonValue>(() => true)
  .superRefine(bounded)
  .nullish();
const jsonObject = z.custom<JsonObject>(isJsonObject, 'is not a JSON object').superRefine(bounded).nullish();

// Senders put more than role and content into a message (tool calls, names): it is kept.
const message = z.looseObject({ role: text(64), content: z.unknown().optional() });
const messages = z.array(message).max(spanBounds.messages, `has more than ${spanBounds.messages} entries`).superRefine(bounded).nullish();

const scores = z
  .custom<JsonObject>(isJsonObject, 'is not an object of numbers by name')
  .superRefine((value, issues) => {
    const entries = Object.entries(value);
    if (entries.length > spanBounds.scores) issues.addIssue({ code: 'custom', message: `has more than ${spanBounds.scores} entries` });
    for (const [key, score] of entries) {
      const named = key.length <= spanBounds.nameLength && key !== '' && isStorable(key);
      if (!named) issues.addIssue({ code: 'custom', message: `a name in it is empty, too long or has a NUL in it` });
      else if (typeof score !== 'number' || !Number.isFinite(score)) {
        issues.addIssue({ code: 'custom', path: [key], message: `${JSON.stringify(score) ?? typeof score} is not a finite number` });
      }
    }
  })
  .nullish();

/** The shape of one span as senders give it: the fields of `SpanInput`, and no others, so that nothing is dropped in
 * silence. Null and absent are the same. */
export const spanInput = z.strictObject({
  id,
  traceId: name,
  parentId: name,
  name,
  kind: z.enum(SpanKind).nullish(),
  status: z.enum(SpanStatus).nullish(),
  error: longText,
  startedAt: date,
  endedAt: date,
  durationMs: amount(spanBounds.durationMs),
  model: name,
  provider: name,
  promptName: name,
  promptVersion: name,
  variables: jsonObject,
  messages,
  output: json,
  tokensIn: count,
  tokensOut: count,
  cost: amount(spanBounds.cost),
  sessionId: name,
  userId: name,
  tags: z.array(text(spanBounds.nameLength)).max(spanBounds.tags, `has more than ${spanBounds.tags} entries`).nullish(),
  attributes: jsonObject,
  feedback: z.enum(['POSITIVE', 'NEUTRAL', 'NEGATIVE']).nullish(),
  feedbackNote: longText,
  scores,
});

export type SpanInput = z.output<typeof spanInput>;

/** The names of the fields of `SpanInput`. */
export const SPAN_FIELDS: ReadonlySet<string> = new Set(Object.keys(spanInput.shape));
