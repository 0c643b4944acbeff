import { z } from 'zod';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { isStorable } from '../datasets/names.ts';
import { checkedShape } from '../checked-shape.ts';
import { InvalidInput } from '../refusals.ts';

/** What a version must have shown. Shares are 0 to 1. `L` is how a label's rows are named: by words in the API, by ids in the
 * database, where renaming a column or an option changes no gate. */
export interface GateRules<L = LabelIds> {
  /** At least one: what an evaluation must have run to count at all. */
  evaluators: EvaluatorRule<L>[];
  /** No row that passed with the version that runs may fail. */
  noRegression: boolean;
  /** UNKNOWN grades are left out of a rate as long as they are no more than this share of its rows; else they count as not
   * passed. A mean must have a score for all but this share. */
  maxUnknown: number;
  /** The share of the slice's rows that may be new, changed or without an answer since the evaluation. */
  maxStale: number;
}

export interface EvaluatorRule<L = LabelIds> {
  evaluatorId: number;
  /** At least this share of rows must pass. */
  passRate: number | null;
  /** The scores' mean must be at least this, on the evaluator's own scale. */
  meanScore: number | null;
  /** Pass rates of the rows with a label, each by itself. */
  perLabel: (L & { passRate: number })[];
}

export interface LabelIds {
  columnId: number;
  /** Null: rows without a value. */
  optionId: number | null;
}

export interface LabelNames {
  columnKey: string;
  value: string | null;
}

/** Of all evaluators together: of a large evaluation, each that does not pass costs some 150 ms for finding its rows. */
const MOST_LABELS = 100;

const share = z.number().min(0).max(1);
const text = z.string().max(1000).refine(isStorable, 'has a NUL or half a character in it');
const distinct =
  <T>(key: (item: T) => string) =>
  (items: T[]) =>
    new Set(items.map(key)).size === items.length;

const rulesSchema: z.ZodType<GateRules<LabelNames>> = z.strictObject({
  evaluators: z
    .array(
      z.strictObject({
        evaluatorId: z.int(),
        passRate: share.nullable(),
        meanScore: z.number().nullable(),
        perLabel: z
          .array(z.strictObject({ columnKey: text, value: text.nullable(), passRate: share }))
          .max(50)
          .refine(
            distinct(({ columnKey, value }: LabelNames) => JSON.stringify([columnKey, value])),
            'the same label stands there twice',
          ),
      }),
    )
    .min(1, 'a gate asks for at least one evaluator')
    .max(20)
    .refine(
      (rules) => rules.reduce((sum, { perLabel }) => sum + perLabel.length, 0) <= MOST_LABELS,
      `a gate asks for at most ${MOST_LABELS} labels`,
    )
    .refine(
      distinct(({ evaluatorId }: { evaluatorId: number }) => String(evaluatorId)),
      'the same evaluator stands there twice',
    ),
  noRegression: z.boolean(),
  maxUnknown: share,
  maxStale: share,
});

/** Rules out of whatever came in, or InvalidInput: shape and bounds, not yet whether what they name is there. */
export const checkedRules = (value: unknown): GateRules<LabelNames> => checkedShape(rulesSchema, value, ['input', 'rules'], 'The rules');

/** Replaces columns and values by their ids, or refuses what the dataset does not have. */
export const resolveRules = (rules: GateRules<LabelNames>, { byKey }: Pick<DatasetShape, 'byKey'>): GateRules => ({
  ...rules,
  evaluators: rules.evaluators.map((rule, n) => ({
    ...rule,
    perLabel: rule.perLabel.map(({ columnKey, value, passRate }, m) => {
      const where = ['input', 'rules', 'evaluators', String(n), 'perLabel', String(m)];
      const column = byKey.get(columnKey);
      if (!column || column.type !== 'LABEL' || column.system)
        throw new InvalidInput(`There is no label column “${columnKey}” in this dataset.`, [...where, 'columnKey']);
      const option = value === null ? null : column.optionByValue.get(value);
      if (option === undefined) throw new InvalidInput(`“${columnKey}” has no value “${value}”.`, [...where, 'value']);
      return { columnId: column.id, optionId: option?.id ?? null, passRate };
    }),
  })),
});

/** The way back, in today's names. What is gone by now is told by its id. */
export const presentRules = (rules: GateRules, shape: Pick<DatasetShape, 'byId'> | null): GateRules<LabelNames> => ({
  ...rules,
  evaluators: rules.evaluators.map((rule) => ({
    ...rule,
    perLabel: rule.perLabel.map(({ columnId, optionId, passRate }) => {
      const column = shape?.byId.get(columnId);
      const value = optionId === null ? null : (column?.optionById.get(optionId)?.value ?? `option_${optionId}`);
      return { columnKey: column?.key ?? `column_${columnId}`, value, passRate };
    }),
  })),
});
