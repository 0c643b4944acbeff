import type { Scalar } from '../graphql/graphql.ts';
import type { ShownGate } from './deploy-documents.ts';

/** A number as somebody types it; empty for none. */
type Typed = number | string;

export interface TypedLabel {
  columnKey: string;
  /** Null for rows without one. */
  value: string | null;
  percent: Typed;
}

export interface TypedRule {
  evaluatorId: string;
  percent: Typed;
  meanScore: Typed;
  perLabel: TypedLabel[];
}

/** A gate while it is written: shares in percent. */
export interface TypedGate {
  datasetId: string | null;
  /** Null: all rows. */
  sliceId: string | null;
  rules: TypedRule[];
  noRegression: boolean;
  maxUnknown: Typed;
  maxStale: Typed;
}

export const emptyRule = (evaluatorId: string): TypedRule => ({ evaluatorId, percent: 90, meanScore: '', perLabel: [] });

export const emptyGate: TypedGate = { datasetId: null, sliceId: null, rules: [], noRegression: true, maxUnknown: 5, maxStale: 10 };

// Percents of binary fractions: 0.07 * 100 is 7.000000000000001.
const inPercent = (share: number): number => Number((share * 100).toFixed(8));
const asShare = (percent: Typed): number => Number((Number(percent) / 100).toFixed(10));

/** What the form begins with. Rules of evaluators that are gone are left out, and so is a slice that is. */
export function typedGate(gate: ShownGate | null): TypedGate {
  if (!gate) return emptyGate;
  const { rules } = gate;
  return {
    datasetId: gate.dataset?.id ?? null,
    sliceId: gate.slice?.id ?? null,
    rules: rules.evaluators.flatMap(({ evaluator, passRate, meanScore, perLabel }) =>
      evaluator
        ? {
            evaluatorId: evaluator.id,
            percent: passRate === null ? '' : inPercent(passRate),
            meanScore: meanScore ?? '',
            perLabel: perLabel.map((label) => ({ columnKey: label.columnKey, value: label.value, percent: inPercent(label.passRate) })),
          }
        : [],
    ),
    noRegression: rules.noRegression,
    maxUnknown: inPercent(rules.maxUnknown),
    maxStale: inPercent(rules.maxStale),
  };
}

const isTyped = (value: Typed): boolean => value !== '' && Number.isFinite(Number(value));

/** Why this cannot be a gate yet, in a sentence; null when it can. */
export function gateProblem(gate: TypedGate): string | null {
  if (gate.datasetId === null) return 'Choose a dataset: a version must have been evaluated over its rows.';
  if (gate.rules.length === 0) return 'Choose at least one evaluator.';
  const labels = gate.rules.flatMap(({ perLabel }) => perLabel);
  if (labels.some(({ columnKey, percent }) => columnKey === '' || !isTyped(percent)))
    return 'Say for each label how many of its rows pass.';
  const isTwice = gate.rules.some(
    ({ perLabel }) => new Set(perLabel.map(({ columnKey, value }) => JSON.stringify([columnKey, value]))).size < perLabel.length,
  );
  if (isTwice) return 'The same label stands there twice.';
  const asksNothing = gate.rules.every(
    ({ percent, meanScore, perLabel }) => !isTyped(percent) && !isTyped(meanScore) && perLabel.length === 0,
  );
  if (asksNothing && !gate.noRegression) return 'This asks for nothing: give a pass rate or a mean score.';
  return null;
}

/** The rules as the API takes them. */
export const rulesInput = ({ rules, noRegression, maxUnknown, maxStale }: TypedGate): Scalar<'GateRulesInput'> => ({
  evaluators: rules.map(({ evaluatorId, percent, meanScore, perLabel }) => ({
    evaluatorId,
    passRate: isTyped(percent) ? asShare(percent) : null,
    meanScore: isTyped(meanScore) ? Number(meanScore) : null,
    perLabel: perLabel.map((label) => ({ columnKey: label.columnKey, value: label.value, passRate: asShare(label.percent) })),
  })),
  noRegression,
  maxUnknown: isTyped(maxUnknown) ? asShare(maxUnknown) : 0,
  maxStale: isTyped(maxStale) ? asShare(maxStale) : 0,
});
