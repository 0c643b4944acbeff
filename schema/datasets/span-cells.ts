import type pg from 'pg';
import type { DatasetShape } from './dataset-shape.ts';
import type { IdList } from './id-list.ts';
import type { InsertedLists } from './insert-rows.ts';
import type { MappedColumn } from './map-spans.ts';
import { labelMisfit, misfit } from './parse-values.ts';
import type { MappingProblem } from './refusals.ts';
import { Params, spanPathSql } from './span-path.ts';

/** Problems that one refusal names. */
const MAX_PROBLEMS = 100;

/** The values of the mapped columns beside `span s`, as v0, v1…: `FROM span s <this>`. OFFSET 0 keeps Postgres from
 * working each of them out once more wherever it is used. */
function valuesSql(mapping: readonly MappedColumn[], params: Params): string {
  const values = mapping.map(({ from }, index) => `coalesce(${from.map((path) => spanPathSql(path, params)).join(', ')}) AS v${index}`);
  return `CROSS JOIN LATERAL (SELECT ${values.join(', ')} OFFSET 0) v`;
}

/** Looks for spans whose values do not fit their columns. Postgres finds the first hundred; the reasons are found as
 * for values that somebody typed. */
export async function findMisfits(
  client: pg.PoolClient,
  spanIds: IdList,
  mapping: readonly MappedColumn[],
  cellBytes: number,
): Promise<MappingProblem[]> {
  const params = new Params();
  const ids = params.add(spanIds);
  const bytes = params.add(cellBytes);
  const values = valuesSql(mapping, params);
  const fits = mapping.map(({ column, from }, index) => {
    const value = `v${index}`;
    // The size of a value taken out of another is that in memory; a whole one may be told in its compressed size.
    const size = from.every(({ inner }) => inner !== null) ? `pg_column_size(${value})` : `octet_length(${value}::text)`;
    switch (column.type) {
      case 'TEXT':
        return `coalesce(jsonb_typeof(${value}) = 'string' AND ${size} <= ${bytes}, true)`;
      case 'LABEL':
        return `coalesce(jsonb_typeof(${value}) = 'string' AND ${params.add(labelIds(column.options))}::jsonb ? (${value} #>> '{}'), true)`;
      case 'JSON':
        return `coalesce(${size} <= ${bytes}, true)`;
      default:
        return `coalesce(jsonb_typeof(${value}) = '${column.type === 'NUMBER' ? 'number' : 'boolean'}', true)`;
    }
  });
  const { rows } = await client.query<{ spanId: string; values: unknown[] }>(
    `SELECT s.span_id AS "spanId", jsonb_build_array(${mapping.map((_, index) => `v${index}`).join(', ')}) AS values
     FROM unnest(${ids}::bigint[]) u(id) JOIN span s ON s.id = u.id ${values}
     WHERE ${bytes}::int IS NOT NULL AND NOT (${fits.join(' AND ')}) LIMIT ${MAX_PROBLEMS}`,
    params.values,
  );
  const problems: MappingProblem[] = [];
  for (const { spanId, values: found } of rows) {
    const before = problems.length;
    mapping.forEach(({ column }, index) => {
      const value = found[index] ?? null;
      const known = column.type === 'LABEL' && typeof value === 'string' && column.optionByValue.get(value)?.retired === false;
      if (value === null || known) return;
      const reason = column.type === 'LABEL' ? labelMisfit(column, value) : misfit(column, value, cellBytes);
      if (reason !== null) problems.push({ spanId, column: column.key, reason });
    });
    if (problems.length === before)
      problems.push({
        spanId,
        column: mapping[0]!.column.key,
        reason: `a value is larger than the ${cellBytes} bytes that a cell may have.`,
      });
  }
  return problems.slice(0, MAX_PROBLEMS);
}

const labelIds = (options: readonly { id: number; value: string; retired: boolean }[]): Record<string, number> =>
  Object.fromEntries(options.filter((option) => !option.retired).map(({ id, value }) => [value, id]));

/** Values of the columns of one kind as an object by column id, columns without a value left out. */
function cellsSql(columns: readonly { id: number; value: string }[]): string {
  const parts = columns.map(
    ({ id, value }) => `CASE WHEN ${value} IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('${id}', ${value}) END`,
  );
  return parts.length === 0 ? `'{}'::jsonb` : parts.join(' || ');
}

/** `given`, `answer` and `labels` of a row made from `span s`, as it is stored. */
function storedSql(mapping: readonly MappedColumn[], params: Params): { given: string; answer: string; labels: string } {
  const kind = (wanted: 'given' | 'answer' | 'labels'): { id: number; value: string }[] =>
    mapping.flatMap(({ column }, index) => {
      const own = column.type === 'LABEL' ? 'labels' : column.role === 'ANNOTATION' ? 'answer' : 'given';
      if (own !== wanted) return [];
      const value = column.type === 'LABEL' ? `${params.add(labelIds(column.options))}::jsonb -> (v${index} #>> '{}')` : `v${index}`;
      return [{ id: column.id, value: `(${value})` }];
    });
  return { given: cellsSql(kind('given')), answer: cellsSql(kind('answer')), labels: cellsSql(kind('labels')) };
}

/** The distinct combinations of labels that rows from these spans would have, as text. */
export async function labelsOfSpans(client: pg.PoolClient, spanIds: IdList, mapping: readonly MappedColumn[]): Promise<string[]> {
  const labelled = mapping.filter(({ column }) => column.type === 'LABEL');
  if (labelled.length === 0) return ['{}'];
  const params = new Params();
  const ids = params.add(spanIds);
  const values = valuesSql(labelled, params);
  const { labels } = storedSql(labelled, params);
  const { rows } = await client.query<{ labels: string }>(
    `SELECT DISTINCT (${labels})::text AS labels FROM span s ${values} WHERE s.id = ANY (${ids}::bigint[])`,
    params.values,
  );
  return rows.map((row) => row.labels);
}

/** Makes a row of each span, in their order; the values go from table to table without a way through here. */
export async function insertSpanRows(
  client: pg.PoolClient,
  { id: datasetId, projectId }: Pick<DatasetShape, 'id' | 'projectId'>,
  spanIds: IdList,
  mapping: readonly MappedColumn[],
  combinations: ReadonlyMap<string, number>,
): Promise<InsertedLists> {
  const params = new Params();
  const [project, dataset, ids, map] = [
    params.add(projectId),
    params.add(datasetId),
    params.add(spanIds),
    params.add(Object.fromEntries(combinations)),
  ];
  const values = valuesSql(mapping, params);
  const { given, answer, labels } = storedSql(mapping, params);
  const { rows } = await client.query<InsertedLists>(
    // Ids are drawn before the join, whose order is Postgres' own: a row's place in the dataset is its id.
    `WITH placed AS MATERIALIZED (
       SELECT nextval('dataset_row_id_seq') AS id, u.span_id
       FROM (SELECT * FROM unnest(${ids}::bigint[]) WITH ORDINALITY u(span_id, n) ORDER BY n) u
     ), fresh AS MATERIALIZED (
       SELECT p.id, s.id AS span_id, (${map}::jsonb ->> ((${labels})::text))::int AS combination_id, ${given} AS given, ${answer} AS answer
       FROM placed p JOIN span s ON s.id = p.span_id ${values}
     ), made AS (
       INSERT INTO dataset_row (id, project_id, dataset_id, combination_id, span_id, reviews_required)
       SELECT id, ${project}, ${dataset}, combination_id, span_id, (SELECT reviews_required FROM dataset WHERE id = ${dataset}) FROM fresh
     ), cells AS (
       INSERT INTO row_cells (row_id, project_id, dataset_id, given, answer)
       SELECT id, ${project}, ${dataset}, given, answer FROM fresh
     )
     SELECT array_agg(id ORDER BY id)::text AS ids, array_agg(combination_id ORDER BY id)::text AS "combinationIds" FROM fresh`,
    params.values,
  );
  return rows[0]!;
}
