import type { DatasetShape } from '../datasets/dataset-shape.ts';
import type { CompiledFilter } from './filter/compile-filter.ts';
import { type Condition, hasPart } from './filter/row-filter.ts';
import type { Combination } from './filter/row-image.ts';

/** The label column that says how the reviews of a row stand to each other: a slice over it is what has to be adjudicated. */
export const adjudicationKey = 'adjudication';

/** That column and its options, by their ids. */
export interface AdjudicationMark {
  column: number;
  agreed: number;
  disputed: number;
}

/** Null where the dataset has no such column: reviewers may disagree all the same, and the row waits without a label. */
export function adjudicationMark({ byKey }: DatasetShape): AdjudicationMark | null {
  const column = byKey.get(adjudicationKey);
  if (column?.type !== 'LABEL' || column.retired) return null;
  const [agreed, disputed] = [column.optionByValue.get('agreed'), column.optionByValue.get('disputed')];
  return agreed && disputed ? { column: column.id, agreed: agreed.id, disputed: disputed.id } : null;
}

/** Those of a filter's combinations that say “disputed”, if the filter asks about that at all. Somebody else shall settle what two
 * disagree about: they are dealt it themselves only where they look for disputes. */
export function disputedOf(
  { combos }: CompiledFilter,
  condition: Condition,
  combinations: ReadonlyMap<number, Combination>,
  shape: DatasetShape,
): number[] {
  const mark = adjudicationMark(shape);
  if (!mark || !hasPart(condition, (part) => part.kind === 'label' && part.columnId === mark.column)) return [];
  return combos.filter((id) => combinations.get(id)?.labels[mark.column] === mark.disputed);
}
