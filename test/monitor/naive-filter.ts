import type { JsonObject, JsonValue } from '@docket/schema/monitor/json-value.ts';
import type { AttributeFilter } from '@docket/schema/monitor/attribute-filter.ts';
import type { SpanFilter } from '@docket/schema/monitor/span-filter.ts';
import type { SpanRecord } from '@docket/schema/monitor/span-record.ts';

// The filter once more, as plainly as can be, to hold the SQL against.

const sign = { POSITIVE: 1, NEUTRAL: 0, NEGATIVE: -1 };

export function passes(span: SpanRecord, filter: SpanFilter): boolean {
  const {
    from,
    to,
    status,
    kind,
    durationMs,
    cost,
    model,
    promptName,
    promptVersion,
    sessionId,
    traceId,
    tags,
    feedback,
    score,
    attributes,
    text,
  } = filter;
  const oneOf = (values: readonly unknown[] | null | undefined, value: unknown): boolean =>
    !values?.length || (value !== null && values.includes(value));
  const same = (wanted: unknown, value: unknown): boolean => wanted === undefined || wanted === null || wanted === value;
  return (
    (!from || span.startedAt >= from) &&
    (!to || span.startedAt < to) &&
    same(status, span.status) &&
    oneOf(kind, span.kind) &&
    inRange(durationMs, span.durationMs) &&
    inRange(cost, span.cost) &&
    oneOf(model, span.model) &&
    oneOf(promptName, span.promptName) &&
    same(promptVersion, span.promptVersion) &&
    same(sessionId, span.sessionId) &&
    same(traceId, span.traceId) &&
    (tags ?? []).every((tag) => span.tags.includes(tag)) &&
    oneOf(
      feedback?.map((name) => sign[name]),
      span.feedback,
    ) &&
    (score ?? []).every(({ name, ...range }) => Object.hasOwn(span.scores, name) && inRange(range, span.scores[name] as number)) &&
    (attributes ?? []).every((attribute) => attributePasses(span.attributes, attribute)) &&
    (!text ||
      [span.variables, span.output, ...(span.messages ?? []).map(({ content }) => content ?? null)].some((value) => hasText(value, text)))
  );
}

type Range = { min?: number | null | undefined; max?: number | null | undefined } | null | undefined;

function inRange(range: Range, value: number | null): boolean {
  if (range?.min == null && range?.max == null) return true;
  return value !== null && value >= (range.min ?? -Infinity) && value <= (range.max ?? Infinity);
}

function attributePasses(attributes: JsonObject, { key, equals, contains, exists, greater, less }: AttributeFilter): boolean {
  const value = Object.hasOwn(attributes, key) ? attributes[key] : key.split('.').reduce<JsonValue | undefined>(step, attributes);
  const number = typeof value === 'number' ? value : null;
  return (
    (equals == null || (value !== undefined && sorted(value) === sorted(equals))) &&
    (contains == null || (value !== undefined && hasText(value, contains))) &&
    (exists == null || (value !== undefined) === exists) &&
    (greater == null || (number !== null && number > greater)) &&
    (less == null || (number !== null && number < less))
  );
}

function step(at: JsonValue | undefined, key: string): JsonValue | undefined {
  if (Array.isArray(at)) return /^-?\d+$/.test(key) ? at.at(Number(key)) : undefined;
  return typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? at[key] : undefined;
}

function hasText(value: JsonValue, text: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(text.toLowerCase());
  return typeof value === 'object' && value !== null && Object.values(value).some((inner) => hasText(inner, text));
}

const sorted = (value: JsonValue): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
