import { builder } from '../builder.ts';
import { GradeEnum } from '../evaluators/verdict.graph.ts';
import { numberOf } from '../ids.ts';
import { usualPage } from '../limits.ts';
import { InvalidInput } from '../refusals.ts';
import { Evaluation } from './evaluation.graph.ts';
import { type ResultRow, findResults, latestResults } from './find-results.ts';
import { EvaluationRowRef, EvaluationRowStateEnum } from './result-row.graph.ts';

const LabelIsInput = builder.inputType('LabelIsInput', {
  description: 'A label that a row had.',
  fields: (t) => ({
    column: t.string({ required: true, description: 'The column’s key.' }),
    value: t.string({ description: 'Null: none.' }),
  }),
});

const ResultFilterInput = builder.inputType('ResultFilter', {
  description: 'Which rows of an evaluation. What is left out is no condition.',
  fields: (t) => ({
    state: t.field({ type: EvaluationRowStateEnum }),
    grade: t.field({ type: GradeEnum, description: 'Given by `evaluatorVersionId`, or by any.' }),
    evaluatorVersionId: t.id(),
    label: t.field({ type: LabelIsInput }),
  }),
});

const ResultConnection = builder.objectRef<{ rows: ResultRow[]; more: boolean; continued: boolean }>('EvaluationRowConnection').implement({
  description: 'A page of results.',
  fields: (t) => ({
    nodes: t.field({ type: [EvaluationRowRef], description: 'In the order of their rows.', resolve: ({ rows }) => rows }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Whether and where to go on.',
      resolve: ({ rows, more, continued }) => ({
        hasNextPage: more,
        hasPreviousPage: continued,
        startCursor: rows[0] ? String(rows[0].position) : null,
        endCursor: rows.length > 0 ? String(rows.at(-1)!.position) : null,
      }),
    }),
  }),
});

/** How many rows a page or a message may have. */
export function pageOf(first: number | null | undefined, most: number): number {
  const limit = first ?? usualPage(most);
  if (limit < 1 || limit > most) throw new InvalidInput(`A page has 1 to ${most} rows.`, ['first']);
  return limit;
}

/** Where a page goes on. */
export function positionOf(after: string | null | undefined): number {
  if (after == null) return -1;
  if (!/^\d{1,9}$/.test(after)) throw new InvalidInput('This cursor is none of this list.', ['after']);
  return Number(after);
}

builder.prismaObjectFields(Evaluation, (t) => ({
  rows: t.field({
    type: ResultConnection,
    description: 'Its rows, with their answers and verdicts.',
    complexity: ({ first }) => ({ field: 5, multiplier: (first ?? 50) / 5 }),
    args: {
      filter: t.arg({ type: ResultFilterInput }),
      first: t.arg.int({ description: 'By default 50; at most 200.' }),
      after: t.arg.string(),
    },
    resolve: async ({ id }, { filter, first, after }, { db, limits }) => {
      const limit = pageOf(first, limits.pageSize);
      const from = positionOf(after);
      const label = filter?.label ? { key: filter.label.column, value: filter.label.value ?? null } : null;
      const versionId = filter?.evaluatorVersionId ? numberOf('EvaluatorVersion', filter.evaluatorVersionId) : null;
      const rows = await findResults(db, {
        evaluationId: id,
        filter: { state: filter?.state, grade: filter?.grade, versionId, label },
        limit: limit + 1,
        after: from,
      });
      return { rows: rows.slice(0, limit), more: rows.length > limit, continued: from >= 0 };
    },
  }),
  latest: t.field({
    type: [EvaluationRowRef],
    description: 'What was recorded last, newest first: for screens that follow it.',
    complexity: ({ first }) => ({ field: 5, multiplier: (first ?? 20) / 5 }),
    args: { first: t.arg.int({ description: 'By default 20; at most 200.' }) },
    resolve: ({ id }, { first }, { db, limits }) => latestResults(db, id, pageOf(first ?? 20, limits.pageSize)),
  }),
}));
