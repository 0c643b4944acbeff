import type { z } from 'zod';
import type { SpanKind, SpanStatus } from '@docket/prisma/generated/client/enums.ts';
import { contentHash } from './content-hash.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import { FEEDBACK, spanBounds, spanInput, type SpanInput } from './span-input.ts';

/** A span as it is stored; `import-spans.ts` names the columns. Dates as ISO texts, so that it travels as JSON. */
export interface NewSpan {
  spanId: string;
  traceId: string;
  parentSpanId: string | null;
  name: string;
  kind: SpanKind;
  status: SpanStatus;
  error: string | null;
  startedAt: string;
  endedAt: string | null;
  durationMs: number | null;
  model: string | null;
  provider: string | null;
  promptName: string | null;
  promptVersion: string | null;
  variables: JsonObject;
  messages: JsonValue;
  output: JsonValue;
  tokensIn: number | null;
  tokensOut: number | null;
  cost: number | null;
  sessionId: string | null;
  endUserId: string | null;
  tags: string[];
  attributes: JsonObject;
  feedback: number | null;
  feedbackNote: string | null;
  scores: JsonObject;
  contentHash: string;
}

export type Validated = { span: NewSpan } | { id: string | null; reason: string };

/** One span as a sender gave it → as it is stored, or the reason why not, which names the field. `at` is the time of
 * arrival: it stands in for a `startedAt` that is not there, but not in the content hash, so that the same file imported
 * again is still the same. */
export function validateSpan(raw: unknown, { at }: { at: Date }): Validated {
  const id = isJsonObject(raw) && typeof raw.id === 'string' ? raw.id.slice(0, spanBounds.nameLength) : null;
  if (!isJsonObject(raw)) return { id, reason: 'a span is a JSON object' };
  const parsed = spanInput.safeParse(raw, { error: explain });
  if (!parsed.success) return { id, reason: reasonOf(parsed.error) };
  const input = parsed.data;
  const problem = timeProblem(input, at);
  return problem ? { id, reason: problem } : { span: toStored(input, at) };
}

function timeProblem({ startedAt, endedAt, durationMs }: SpanInput, at: Date): string | null {
  for (const [field, date] of Object.entries({ startedAt, endedAt })) {
    if (!date) continue;
    if (date.getTime() < spanBounds.earliest) return `${field}: is before the year 2000`;
    if (date.getTime() > at.getTime() + spanBounds.aheadMs) return `${field}: is more than a day in the future`;
  }
  if (startedAt && endedAt && endedAt < startedAt) return 'endedAt: is before startedAt';
  if (startedAt && endedAt && endedAt.getTime() - startedAt.getTime() > spanBounds.durationMs)
    return 'endedAt: is more than ten years after startedAt';
  if (endedAt && !startedAt && durationMs == null) return 'endedAt: needs startedAt or durationMs beside it';
  return null;
}

function toStored(input: SpanInput, at: Date): NewSpan {
  const { endedAt, model, promptName } = input;
  const ran = input.durationMs ?? null;
  const startedAt = input.startedAt ?? (endedAt ? new Date(endedAt.getTime() - (ran ?? 0)) : at);
  const kind = input.kind ?? 'MODEL';
  return {
    spanId: input.id,
    traceId: input.traceId ?? input.id,
    parentSpanId: input.parentId ?? null,
    name: input.name ?? promptName ?? model ?? kind.toLowerCase(),
    kind,
    status: input.status ?? (input.error ? 'ERROR' : 'OK'),
    error: input.error ?? null,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    durationMs: ran ?? (endedAt ? endedAt.getTime() - startedAt.getTime() : null),
    model: model ?? null,
    provider: input.provider ?? null,
    promptName: promptName ?? null,
    promptVersion: input.promptVersion ?? null,
    variables: input.variables ?? {},
    messages: (input.messages ?? null) as JsonValue,
    output: input.output ?? null,
    tokensIn: input.tokensIn ?? null,
    tokensOut: input.tokensOut ?? null,
    cost: input.cost ?? null,
    sessionId: input.sessionId ?? null,
    endUserId: input.userId ?? null,
    tags: [...new Set(input.tags)],
    attributes: input.attributes ?? {},
    feedback: input.feedback ? FEEDBACK[input.feedback] : null,
    feedbackNote: input.feedbackNote ?? null,
    scores: input.scores ?? {},
    contentHash: hashOf(input),
  };
}

/** Of what was sent, before anything is filled in: what fills it in may change from one release to the next. */
function hashOf(input: SpanInput): string {
  const given: JsonObject = {};
  for (const [field, value] of Object.entries({ ...input, traceId: input.traceId ?? input.id })) {
    if (value instanceof Date) given[field] = value.toISOString();
    else if (value !== undefined && value !== null) given[field] = value as JsonValue;
  }
  return contentHash(given);
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a finite number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Reasons in the words of a person; undefined leaves zod's own. */
const explain: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'is missing' : `is not ${kinds[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `is not one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'unrecognized_keys') return `${issue.keys.slice(0, 5).map(shown).join(', ')}: no such field in a span`;
  return undefined;
};

function reasonOf({ issues }: z.ZodError): string {
  const told = issues.slice(0, 3).map(({ path, message }) => (path.length ? `${path.map(shown).join('.')}: ${message}` : message));
  return issues.length > 3 ? `${told.join('; ')}; and ${issues.length - 3} more` : told.join('; ');
}

const shown = (key: PropertyKey): string =>
  String(key)
    .slice(0, 64)
    .replace(/[\0\p{Surrogate}]/gu, '?');
