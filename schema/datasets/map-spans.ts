import type pg from 'pg';
import type { ColumnType } from '@docket/prisma/generated/client/enums.ts';
import type { ColumnShape, DatasetShape } from './dataset-shape.ts';
import type { IdList } from './id-list.ts';
import type { NewColumn } from './insert-columns.ts';
import { keyFor, keysFor } from './names.ts';
import { MappingRefused, type MappingProblem } from './refusals.ts';
import { parseSpanPath, spanPlaces, type SpanPath } from './span-path.ts';

/** A column and where its value comes from: the first of the places that has one. */
export interface MappedColumn {
  column: ColumnShape;
  from: SpanPath[];
}

/** What the caller says: this column from that place, like `priority` from `attributes.priority`. */
export interface MappingInput {
  column: string;
  path: string;
}

/** What stands in the chosen spans, as far as columns are concerned. */
export interface SpanContents {
  /** Names of the input variables with the JSON types they have; in the order in which they turn up. */
  variables: { name: string; types: string[] }[];
  outputTypes: string[];
  hasMessages: boolean;
}

/** Names beyond these are not looked at: a dataset has far fewer columns. */
const MAX_NAMES = 500;

/** Spans that are looked through for names and types; of more, as many evenly spread (100,000 took 0.7 s). */
const SAMPLE = 20_000;

/** Looks through spans, or a sample of very many, for what columns could be made of. */
export async function readSpanContents(client: pg.PoolClient, spans: IdList, count: number): Promise<SpanContents> {
  const { rows } = await client.query<{ contents: SpanContents }>(
    `WITH sample AS MATERIALIZED (
       SELECT u.n, s.variables, s.output, s.messages FROM unnest($1::bigint[]) WITH ORDINALITY u(id, n) JOIN span s ON s.id = u.id
       WHERE floor(u.n / $3::float8) > floor((u.n - 1) / $3::float8)
     ), variables AS (
       SELECT v.key AS name, array_agg(DISTINCT jsonb_typeof(v.value)) AS types, min(n) AS first
       FROM sample CROSS JOIN LATERAL jsonb_each(variables) v GROUP BY v.key ORDER BY min(n), v.key COLLATE "C" LIMIT $2
     )
     SELECT json_build_object(
       'variables', (SELECT coalesce(json_agg(json_build_object('name', name, 'types', types) ORDER BY first, name COLLATE "C"), '[]') FROM variables),
       'outputTypes', (SELECT coalesce(json_agg(DISTINCT jsonb_typeof(output)) FILTER (WHERE output <> 'null'), '[]') FROM sample),
       'hasMessages', (SELECT coalesce(bool_or(jsonb_typeof(messages) = 'array' AND messages <> '[]'), false) FROM sample)) AS contents`,
    [spans, MAX_NAMES, Math.max(1, count / SAMPLE)],
  );
  return rows[0]!.contents;
}

/** The columns that an empty dataset gets from its first spans: one a variable, typed by what stands there, and `output`.
 * Spans that have messages and no variables give `messages`. */
export function columnsFromSpans(shape: Pick<DatasetShape, 'byKey'>, contents: SpanContents): NewColumn[] {
  const taken = [...shape.byKey.keys(), 'output'];
  const keys = keysFor(
    contents.variables.map(({ name }) => name),
    taken,
  );
  const columns = contents.variables.map(({ name, types }, index): NewColumn => {
    return { key: keys[index]!, title: name, role: 'INPUT', type: typeFor(types) };
  });
  if (columns.length === 0 && contents.hasMessages) {
    columns.push({ key: shape.byKey.has('messages') ? 'messages_2' : 'messages', title: 'messages', role: 'INPUT', type: 'JSON' });
  }
  const outputKey = shape.byKey.has('output') ? 'output_2' : 'output';
  const textual = contents.outputTypes.every((type) => type === 'string');
  return [...columns, { key: outputKey, title: 'output', role: 'OUTPUT', type: textual ? 'TEXT' : 'JSON' }];
}

function typeFor(types: readonly string[]): ColumnType {
  const [type, ...others] = types.filter((known) => known !== 'null');
  if (others.length > 0) return 'JSON';
  return type === 'number' ? 'NUMBER' : type === 'boolean' ? 'BOOLEAN' : type === 'string' || type === undefined ? 'TEXT' : 'JSON';
}

/** Decides which column gets what: first as the caller says, the rest by name. Refuses what names nothing, and when no
 * column would get anything. */
export function mapSpans(shape: DatasetShape, contents: SpanContents, explicit: readonly MappingInput[]): MappedColumn[] {
  const problems: MappingProblem[] = [];
  const mapped = new Map<number, MappedColumn>();
  for (const { column: key, path } of explicit) {
    const column = shape.byKey.get(key);
    const from = parseSpanPath(path);
    const reason = !column
      ? 'there is no such column in this dataset.'
      : column.system
        ? 'is moved by filling and reopening the row, not by writing to it.'
        : column.retired
          ? 'the column is retired; restore it to write to it.'
          : mapped.has(column.id)
            ? 'is mapped twice.'
            : null;
    if (reason !== null) problems.push({ spanId: null, column: key, reason });
    else if (!from)
      problems.push({
        spanId: null,
        column: key,
        reason: `“${path}” is no place in a span; it starts with one of ${spanPlaces.join(', ')}.`,
      });
    else if (column) mapped.set(column.id, { column, from: [from] });
  }
  if (problems.length > 0) throw new MappingRefused(problems);

  for (const column of shape.columns) {
    if (mapped.has(column.id) || column.retired || column.role === 'ANNOTATION') continue;
    const from = placesByName(shape, column, contents);
    if (from.length > 0) mapped.set(column.id, { column, from });
  }
  const named = new Set(contents.variables.map(({ name }) => name));
  const fits = ({ from }: MappedColumn): boolean =>
    from.some((place) => place.from !== 'variables' || place.inner === null || named.has(place.inner));
  if (explicit.length === 0 && ![...mapped.values()].some(fits)) throw new MappingRefused([nothingFits(shape, contents)]);
  return [...mapped.values()];
}

/** Where a column's value is by its name: variables of this very name first (whether the sample has them or not), then
 * those of the sample that differ in case or dashes; for the output column the span's output. */
function placesByName(shape: DatasetShape, column: ColumnShape, { variables, hasMessages }: SpanContents): SpanPath[] {
  if (column === outputColumn(shape)) return [{ from: 'output', inner: null }];
  const names = variables.map(({ name }) => name);
  if (hasMessages && column.title === 'messages' && !names.includes('messages')) return [{ from: 'messages', inner: null }];
  const exact = [...new Set([column.key, column.title])];
  // A name that is some other column's own is not this one's.
  const own = new Set(shape.columns.flatMap(({ key, title }) => [key, title]));
  const alike = names.filter((name) => !own.has(name) && [column.key, keyFor(column.title)].includes(keyFor(name)));
  return [...exact, ...alike].map((inner) => ({ from: 'variables', inner }));
}

/** The column that a span's output goes to: `output`, or the only one of role OUTPUT. */
function outputColumn(shape: DatasetShape): ColumnShape | undefined {
  const outputs = shape.columns.filter((column) => column.role === 'OUTPUT' && !column.retired);
  return outputs.find(({ key, title }) => key === 'output' || title === 'output') ?? (outputs.length === 1 ? outputs[0] : undefined);
}

function nothingFits(shape: DatasetShape, contents: SpanContents): MappingProblem {
  const columns = shape.columns.filter((column) => !column.retired && column.role !== 'ANNOTATION').map(({ key }) => key);
  const names = contents.variables.slice(0, 20).map(({ name }) => name);
  const reason = `nothing in these spans fits: they have ${[...names, 'output'].join(', ')}; the columns are ${columns.join(', ')}. Say what goes where with \`mapping\`.`;
  return { spanId: null, column: columns[0] ?? '', reason };
}
