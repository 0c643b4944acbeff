import { foldCase } from './fold-case.ts';
import { verdictOn } from './matching-combinations.ts';
import { type Condition, hasPart } from './row-filter.ts';
import type { Combination } from './row-image.ts';

/** A filter as SQL, with r for dataset_row and c for row_cells, and its values in one JSON array, `$1`. */
export interface CompiledFilter {
  /** Every row of the filter is in one of these combinations; ids in ascending order. */
  combos: number[];
  /** What else a row must meet; null when being in one of `combos` is enough. */
  sql: string | null;
  params: unknown[];
  /** Whether `sql` reads c at all: who does not need the cells need not join them. */
  readsCells: boolean;
}

/** Compiles for the combinations that exist: a label becomes a set of them, and what they decide alone leaves the SQL. */
export function compileFilter(condition: Condition, combinations: Iterable<Combination>): CompiledFilter {
  const all = [...combinations];
  const possible = all.filter((combination) => verdictOn(condition, combination) !== false);
  const combos = possible.map((combination) => combination.id).sort((a, b) => a - b);
  if (possible.every((combination) => verdictOn(condition, combination) === true))
    return { combos, sql: null, params: [], readsCells: false };
  const params: unknown[] = [];
  return { combos, sql: toSql(condition, possible, params), params, readsCells: hasPart(condition, ({ kind }) => kind === 'cell') };
}

const param = (params: unknown[], value: unknown): string => `$1::jsonb -> ${params.push(value) - 1}`;
const textParam = (params: unknown[], value: string): string => `($1::jsonb ->> ${params.push(value) - 1})`;
const numberParam = (params: unknown[], value: number): string => `(${textParam(params, String(value))})::float8`;
const integerParam = (params: unknown[], value: number): string => `${textParam(params, String(value))}::int8`;

const columns = { filled: 'r.filled_at', updated: 'r.updated_at', created: 'r.created_at' } as const;

function toSql(condition: Condition, combinations: Combination[], params: unknown[]): string {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const parts = condition.of.map((part) => toSql(part, combinations, params));
      if (parts.length === 0) return condition.kind === 'and' ? 'true' : 'false';
      return `(${parts.join(condition.kind === 'and' ? ' AND ' : ' OR ')})`;
    }
    case 'not':
      return `NOT ${toSql(condition.of, combinations, params)}`;
    case 'label':
    case 'status': {
      const ids = combinations.filter((combination) => verdictOn(condition, combination)).map((combination) => combination.id);
      return `(r.combination_id = ANY ('{${ids.join(',')}}'::int[]))`;
    }
    case 'claimed':
      return '(EXISTS (SELECT FROM claim k WHERE k.row_id = r.id))';
    case 'holder':
      return `(EXISTS (SELECT FROM claim k WHERE k.row_id = r.id AND k.reviewer_id = ${condition.userId}))`;
    case 'reviewer':
      return `(coalesce(r.filled_by_id = ${condition.userId}, false) OR coalesce(${condition.userId} = ANY (r.reviewed_by), false))`;
    case 'bucket':
      // As values: the parts of an even split share one statement.
      return `(r.id % ${integerParam(params, condition.of)} = ${integerParam(params, condition.at)})`;
    case 'rows':
      // In the text, so that it is a condition of the index and not of each row that it finds.
      return `(r.id = ANY ('{${condition.ids.join(',')}}'::int8[]))`;
    case 'time': {
      const column = columns[condition.field];
      const at = (ms: number) => `to_timestamp(${numberParam(params, ms)} / 1000)`;
      const parts = [`${column} IS NOT NULL`];
      if (condition.after !== undefined) parts.push(`${column} > ${at(condition.after)}`);
      if (condition.before !== undefined) parts.push(`${column} < ${at(condition.before)}`);
      return `(${parts.join(' AND ')})`;
    }
    case 'cell':
      return cellSql(condition, params);
  }
}

function cellSql(condition: Extract<Condition, { kind: 'cell' }>, params: unknown[]): string {
  const json = `(c.${condition.side} -> '${condition.columnId}')`;
  const text = `(c.${condition.side} ->> '${condition.columnId}')`;
  switch (condition.test) {
    case 'empty':
      return `(coalesce(${text}, '') = '' AND coalesce(${json}, 'null') IN ('null', '""'))`;
    case 'equals':
      return condition.type === 'TEXT'
        ? `(coalesce(${text} COLLATE "C" = ${textParam(params, condition.value as string)}, false))`
        : `(coalesce(${json} = (${param(params, condition.value)}), false))`;
    case 'greater':
      return `(coalesce(${text}::float8 > ${numberParam(params, condition.than)}, false))`;
    case 'less':
      return `(coalesce(${text}::float8 < ${numberParam(params, condition.than)}, false))`;
    case 'contains': {
      const needle = textParam(params, foldCase(condition.text));
      if (condition.type === 'TEXT') return `(coalesce(strpos(lower(${text} COLLATE "C"), ${needle}) > 0, false))`;
      return `(EXISTS (SELECT FROM jsonb_path_query(${json}, 'strict $.**') v
        WHERE jsonb_typeof(v) = 'string' AND strpos(lower((v #>> '{}') COLLATE "C"), ${needle}) > 0))`;
    }
  }
}
