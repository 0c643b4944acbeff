import type { Column } from '../app/dataset.tsx';
import type { Scalar } from '../graphql/graphql.ts';
import { isCheckColumn } from './check-column.ts';
import type { Purpose } from './row-evaluator-documents.ts';

/** An evaluator on rows that is in the making. */
export interface Draft {
  purpose: Purpose;
  evaluatorId: string | null;
  column: string | null;
  pass: string[];
  fail: string | null;
  /** A slice's id; empty for all rows. */
  slice: string;
  hiddenPercent: string | number;
  budget: string | number;
  /** Those that are there already, too. */
  all: boolean;
}

type LabelColumn = Pick<Column, 'key' | 'role' | 'type' | 'system' | 'options'>;

/** The columns in which something can be suggested or checked. */
export const columnsToJudge = <C extends LabelColumn>(columns: readonly C[]): C[] =>
  columns.filter((column) => column.type === 'LABEL' && column.role === 'ANNOTATION' && !column.system && !isCheckColumn(column));

const nothing: Draft = {
  ...{ purpose: 'SUGGEST', evaluatorId: null, column: null, pass: [], fail: null },
  ...{ slice: '', hiddenPercent: 0, budget: '', all: false },
};

/** A draft for the first of these columns that says `correct`, else the first, with the labels that say most likely what is meant. */
export function draftOf(columns: readonly LabelColumn[], before: Draft = nothing): Draft {
  const has = (value: string) => (column: LabelColumn) => column.options.some((option) => option.value === value && !option.retired);
  const column = columns.find(has('correct')) ?? columns[0];
  const [first, second] = column?.options.filter(({ retired }) => !retired).map(({ value }) => value) ?? [];
  const pass = column && has('correct')(column) ? 'correct' : first;
  const fail = column && has('incorrect')(column) ? 'incorrect' : second;
  return { ...before, column: column?.key ?? null, pass: pass === undefined ? [] : [pass], fail: fail ?? null };
}

/** What has to be chosen yet; null when nothing. */
export function whatIsMissing({ purpose, evaluatorId, column, pass, fail }: Draft): string | null {
  if (!evaluatorId) return 'Choose an evaluator first.';
  if (!column) return 'There is no label column of annotations. Add one in the grid first.';
  if (pass.length === 0) return purpose === 'CHECK' ? 'Choose a label that means that an answer is right.' : 'Choose what a pass becomes.';
  if (purpose === 'SUGGEST' && !fail) return 'Choose what a fail becomes.';
  return null;
}

/** A draft as the API takes it. */
export function inputOf(datasetId: string, draft: Draft): Scalar<'AddRowEvaluatorInput'> {
  const { purpose, evaluatorId, column, pass, fail, slice, hiddenPercent, budget, all } = draft;
  return {
    ...{ datasetId, purpose, column, evaluatorId: evaluatorId ?? '' },
    passLabels: purpose === 'SUGGEST' ? pass.slice(0, 1) : pass,
    ...(purpose === 'SUGGEST' && { failLabel: fail, hiddenShare: Number(hiddenPercent) / 100 }),
    ...(slice && { filter: { slice } }),
    ...(budget !== '' && { budget: Number(budget) }),
    from: all ? 'BEGINNING' : 'NOW',
  };
}
