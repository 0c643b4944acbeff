import type { SpanKind, SpanStatus } from '@docket/prisma/generated/client/enums.ts';
import type { Limits } from '../limits.ts';
import { InvalidFilter } from '../refusals.ts';
import { attributeConditions, type AttributeFilter } from './attribute-filter.ts';
import { bindings, checkText, likeText, numberIn, within, type Bind, type Maybe, type NumberRange } from './filter-sql.ts';
import { FEEDBACK, type FeedbackName } from './span-input.ts';

/** Which spans: all conditions hold at once; what is null, absent or an empty list is no condition. */
export interface SpanFilter {
  from?: Maybe<Date>;
  to?: Maybe<Date>;
  status?: Maybe<SpanStatus>;
  kind?: Maybe<readonly SpanKind[]>;
  durationMs?: Maybe<NumberRange>;
  cost?: Maybe<NumberRange>;
  model?: Maybe<readonly string[]>;
  promptName?: Maybe<readonly string[]>;
  promptVersion?: Maybe<string>;
  sessionId?: Maybe<string>;
  traceId?: Maybe<string>;
  tags?: Maybe<readonly string[]>;
  feedback?: Maybe<readonly FeedbackName[]>;
  score?: Maybe<readonly (NumberRange & { name: string })[]>;
  attributes?: Maybe<readonly AttributeFilter[]>;
  text?: Maybe<string>;
}

type FilterLimits = Pick<Limits, 'filterConditions'>;

/** The spans of a project that pass the filter, as an SQL condition over the table `span` under the name `s`. */
export function spanCondition(projectId: number, filter: Maybe<SpanFilter>, bind: Bind, limits: FilterLimits): string {
  if (!filter) return `s.project_id = ${bind(projectId)}`;
  check(filter, limits);
  const { status, kind, durationMs, cost, model, promptName, promptVersion, sessionId, traceId, tags, feedback, text } = filter;
  const conditions = [`s.project_id = ${bind(projectId)}`];
  const add = <T>(value: Maybe<T>, condition: (value: T) => string): void => {
    const none = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    if (!none) conditions.push(condition(value));
  };
  add(filter.from, (from) => `s.started_at >= ${bind(from)}`);
  add(filter.to, (to) => `s.started_at < ${bind(to)}`);
  add(status, (value) => `s.status = ${bind(value)}`);
  add(kind, (values) => `s.kind = ANY (${bind(values)}::span_kind[])`);
  add(durationMs, (range) => within('s.duration_ms', range, bind));
  add(cost, (range) => within('s.cost', range, bind));
  add(model, (values) => `s.model = ANY (${bind(values)}::text[])`);
  add(promptName, (values) => `s.prompt_name = ANY (${bind(values)}::text[])`);
  add(promptVersion, (value) => `s.prompt_version = ${bind(value)}`);
  add(sessionId, (value) => `s.session_id = ${bind(value)}`);
  add(traceId, (value) => `s.trace_id = ${bind(value)}`);
  add(tags, (values) => `s.tags @> ${bind(values)}::text[]`);
  add(feedback, (values) => `s.feedback = ANY (${bind(values.map((value) => FEEDBACK[value]))}::smallint[])`);
  for (const { name, ...range } of filter.score ?? []) {
    const score = `s.scores -> ${bind(name)}::text`;
    conditions.push(`jsonb_typeof(${score}) = 'number'`, within(numberIn(score), range, bind));
  }
  for (const attribute of filter.attributes ?? []) conditions.push(...attributeConditions(attribute, bind));
  if (text) {
    const strings = `${bind(`$.**${likeText(text)}`)}::jsonpath`;
    const contents = `${bind(`$[*].content.**${likeText(text)}`)}::jsonpath`;
    conditions.push(`(s.variables @? ${strings} OR s.output @? ${strings} OR s.messages @? ${contents})`);
  }
  return conditions.join(' AND ');
}

/** The same with values of its own, numbered from `$1`. */
export function compileSpanFilter(projectId: number, filter: Maybe<SpanFilter>, limits: FilterLimits): { sql: string; params: unknown[] } {
  const { bind, values } = bindings();
  return { sql: spanCondition(projectId, filter, bind, limits), params: values };
}

/** Whether a filter reads texts and JSON, and so may take long however few spans it finds. */
export const readsWide = (filter: Maybe<SpanFilter>): boolean =>
  Boolean(filter?.text || filter?.attributes?.length || filter?.score?.length);

/** No list may be longer; each costs little, but a statement of megabytes costs all. */
const LIST = 200;

function check(filter: SpanFilter, { filterConditions }: FilterLimits): void {
  const conditions = (filter.attributes?.length ?? 0) + (filter.score?.length ?? 0);
  if (conditions > filterConditions) throw new InvalidFilter(`A filter has at most ${filterConditions} conditions.`, ['filter']);
  for (const [field, value] of Object.entries(filter)) {
    const path = ['filter', field];
    const texts = Array.isArray(value) ? value : [value];
    if (texts.length > LIST) throw new InvalidFilter(`A list in a filter has at most ${LIST} entries.`, path);
    for (const text of texts) if (typeof text === 'string') checkText(text, path);
  }
  for (const { name } of filter.score ?? []) checkText(name, ['filter', 'score', 'name']);
}
