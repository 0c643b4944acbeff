/** Values for one statement's placeholders, numbered as they are added. */
export class Params {
  readonly values: unknown[] = [];

  /** Keeps a value and answers with its placeholder. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

const text = (column: string): string => `to_jsonb(s.${column})`;

/** What a mapping may name of a span, as jsonb; the alias of the table is `s`. */
const whole: Record<string, string> = {
  variables: 's.variables',
  messages: 's.messages',
  output: 's.output',
  attributes: 's.attributes',
  scores: 's.scores',
  tags: 'to_jsonb(s.tags)',
  name: text('name'),
  kind: text('kind'),
  status: text('status'),
  error: text('error'),
  model: text('model'),
  provider: text('provider'),
  promptName: text('prompt_name'),
  promptVersion: text('prompt_version'),
  traceId: text('trace_id'),
  spanId: text('span_id'),
  sessionId: text('session_id'),
  endUserId: text('end_user_id'),
  durationMs: text('duration_ms'),
  tokensIn: text('tokens_in'),
  tokensOut: text('tokens_out'),
  cost: text('cost'),
  feedback: `to_jsonb(CASE s.feedback WHEN 1 THEN 'POSITIVE' WHEN 0 THEN 'NEUTRAL' WHEN -1 THEN 'NEGATIVE' END)`,
  feedbackNote: text('feedback_note'),
};

/** Those that have something inside to name: `attributes.user.plan`. */
const open = new Set(['variables', 'messages', 'output', 'attributes', 'scores']);

/** A place in a span: `["variables", "question"]`, `["output"]`. What follows the first part may have dots in it. */
export interface SpanPath {
  from: string;
  inner: string | null;
}

/** Reads `variables.question`, `output`, `attributes.x`, `feedbackNote`…; null when a span has no such place. */
export function parseSpanPath(path: string): SpanPath | null {
  const dot = path.indexOf('.');
  const from = dot < 0 ? path : path.slice(0, dot);
  const inner = dot < 0 ? null : path.slice(dot + 1);
  if (!Object.hasOwn(whole, from) || inner === '' || (inner !== null && !open.has(from)) || path.includes('\0')) return null;
  return { from, inner };
}

/** The names that a path may start with, for the refusal of one that does not. */
export const spanPlaces: readonly string[] = Object.keys(whole);

/** SQL of a path's value as jsonb: NULL where the span has nothing there, or a JSON null. A name with dots is looked
 * for as it is (attributes of OpenTelemetry are flat), then as steps. */
export function spanPathSql({ from, inner }: SpanPath, params: Params): string {
  const column = whole[from];
  if (column === undefined) throw new Error(`no place ${from} in a span`);
  const steps = inner?.split('.') ?? [];
  const value =
    inner === null
      ? column
      : steps.length === 1
        ? `${column} -> ${params.add(inner)}::text`
        : `coalesce(${column} -> ${params.add(inner)}::text, ${column} #> ${params.add(steps)}::text[])`;
  return `nullif(${value}, 'null'::jsonb)`;
}
