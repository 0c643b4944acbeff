import { contentHash } from './content-hash.ts';
import { isJsonObject, lookUp, type JsonObject, type JsonValue } from './json-value.ts';
import { FEEDBACK, SPAN_FIELDS } from './span-input.ts';

/** One `from=to`: `from` is a name in the line or a dotted path, `to` a place in a span. */
export interface Mapping {
  from: string;
  to: Target;
}

/** A field of `SpanInput`, or an entry of one that holds entries by name. */
interface Target {
  field: string;
  entry: string | null;
}

/** What a mapping may write entries into; `input` is what people call the variables. */
const OPEN: Record<string, string> = { input: 'variables', variables: 'variables', attributes: 'attributes', scores: 'scores' };

const TEXTS = new Set([
  'id',
  'traceId',
  'parentId',
  'name',
  'error',
  'model',
  'provider',
  'promptName',
  'promptVersion',
  'sessionId',
  'userId',
  'feedbackNote',
]);
const NUMBERS = new Set(['durationMs', 'tokensIn', 'tokensOut', 'cost']);
const DATES = new Set(['startedAt', 'endedAt']);
const WORDS = new Set(['kind', 'status', 'feedback']);

/** Reads `user_query=input.question`; a text that says what is wrong when it is no mapping. */
export function parseMapping(text: string): Mapping | string {
  const at = text.lastIndexOf('=');
  const [from, to] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || to === '') return `“${text}” is not a mapping. Write FIELD=PLACE, for example user_query=input.question.`;
  const dot = to.indexOf('.');
  const [head, entry] = dot < 0 ? [to, null] : [to.slice(0, dot), to.slice(dot + 1)];
  const open = Object.hasOwn(OPEN, head) ? OPEN[head] : undefined;
  if (open && entry) return { from, to: { field: open, entry } };
  if (entry === null && head !== 'input' && SPAN_FIELDS.has(head)) return { from, to: { field: head, entry: null } };
  return `“${to}” is not a place in a span. There are ${[...SPAN_FIELDS].join(', ')}, and input.NAME, attributes.NAME, scores.NAME.`;
}

/** What one mapping may take from a line's field becomes of the kind that the place wants, where nothing is lost by it:
 * 7 is the id "7", "0.5" the score 0.5, 1700000000 the time in seconds. What does not fit is left, to be refused with a
 * reason. */
function fit({ field, entry }: Target, value: JsonValue): JsonValue {
  if (entry !== null) return field === 'scores' ? toNumber(value) : value;
  if (TEXTS.has(field)) return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (NUMBERS.has(field)) return toNumber(value);
  if (DATES.has(field)) return toDate(value);
  if (field === 'feedback' && typeof value === 'number')
    return Object.entries(FEEDBACK).find(([, number]) => number === value)?.[0] ?? value;
  if (WORDS.has(field)) return typeof value === 'string' ? value.toUpperCase() : value;
  if (field === 'tags' && typeof value === 'string') return [value];
  return value;
}

const toNumber = (value: JsonValue): JsonValue => {
  if (typeof value === 'boolean') return Number(value);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  return Number.isFinite(number) ? number : value;
};

/** Numbers are seconds or, from 1e11 on, milliseconds since 1970. */
function toDate(value: JsonValue): JsonValue {
  if (typeof value !== 'number') return value;
  const date = new Date(Math.abs(value) < 1e11 ? value * 1000 : value);
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

export interface MappedLine {
  span: JsonObject;
  /** Fields of the line that nothing was taken from. */
  left: string[];
  /** Mappings that found nothing in the line. */
  missing: string[];
}

/** One line → one span, to be validated as any other. Mapped fields go where they are sent; fields that have the name of
 * a span's field are taken as that; the others are left, and named. Without an id the content's hash is the id, so that
 * the same line again is the same span. */
export function mapLine(line: JsonObject, mappings: readonly Mapping[]): MappedLine {
  const fields = new Map<string, JsonValue>();
  const used = new Set<string>();
  const missing: string[] = [];
  const taken = new Set(mappings.filter(({ to }) => to.entry === null).map(({ to }) => to.field));
  const sources = new Set(mappings.map(({ from }) => from));
  for (const key of Object.keys(line)) {
    if (!SPAN_FIELDS.has(key) || taken.has(key) || sources.has(key)) continue;
    fields.set(key, fit({ field: key, entry: null }, line[key]!));
    used.add(key);
  }
  for (const { from, to } of mappings) {
    const value = lookUp(line, from);
    used.add(Object.hasOwn(line, from) ? from : from.split('.')[0]!);
    if (value === undefined) missing.push(from);
    else if (to.entry === null) fields.set(to.field, fit(to, value));
    else {
      const open = fields.get(to.field);
      // Something else than an object there is refused later; it is not written over.
      if (open === undefined || open === null || isJsonObject(open)) {
        fields.set(to.field, Object.fromEntries([...Object.entries(open ?? {}), [to.entry, fit(to, value)]]));
      }
    }
  }
  const id = fields.get('id');
  if (id === undefined || id === null || id === '') {
    fields.delete('id');
    fields.set('id', contentHash(Object.fromEntries(fields)).slice(0, 32));
  }
  return { span: Object.fromEntries(fields), left: Object.keys(line).filter((key) => !used.has(key)), missing };
}
