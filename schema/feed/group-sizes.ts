import type { ColumnShape, DatasetShape } from '../datasets/dataset-shape.ts';
import { bareFacts, evaluateFilter } from '../queue/filter/evaluate-filter.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { type Combination, nobody } from '../queue/filter/row-image.ts';

/** How many rows have these label values; a row without a value has null there. */
export interface SizeGroup {
  key: Record<string, string | null>;
  count: number;
}

/** A column of a grouping, under the key that it was asked for by. */
export interface GroupColumn {
  key: string;
  columnId: number;
}

/**
 * Sizes by group, from the sizes of combinations. Which group a combination is in is worked out once, since a combination
 * never changes: of 300 combinations by three columns a regrouping takes 33 µs then, and 220 µs otherwise.
 */
export class SizeGroups {
  /** By combination; null for one that the filter leaves out. */
  readonly #groupOf = new Map<number, SizeGroup | null>();
  readonly #byText = new Map<string, SizeGroup>();

  constructor(
    private readonly shape: DatasetShape,
    private readonly columns: readonly GroupColumn[],
    private readonly condition: Condition,
  ) {}

  /** The groups that have rows, and whether anything is other than the last time. Their counts are copies. */
  regroup(
    combinations: ReadonlyMap<number, Combination>,
    sizes: ReadonlyMap<number, number>,
  ): { groups: SizeGroup[]; total: number; moved: boolean } {
    const before = [...this.#byText.values()].map(({ count }) => count);
    for (const group of this.#byText.values()) group.count = 0;
    let total = 0;
    for (const [id, n] of sizes) {
      const group = this.#groupOf.get(id) ?? this.#place(id, combinations.get(id));
      if (!group) continue;
      group.count += n;
      total += n;
    }
    const now = [...this.#byText.values()];
    const moved = now.length !== before.length || now.some(({ count }, n) => count !== before[n]);
    return { groups: now.filter(({ count }) => count > 0).map(({ key, count }) => ({ key, count })), total, moved };
  }

  #place(id: number, combination: Combination | undefined): SizeGroup | null {
    const known = this.#groupOf.get(id);
    if (known !== undefined || !combination) return known ?? null;
    let group: SizeGroup | null = null;
    if (evaluateFilter(this.condition, bareFacts(0, combination, nobody))) {
      const key = Object.fromEntries(this.columns.map((column) => [column.key, this.#labelOf(column.columnId, combination)]));
      const text = JSON.stringify(key);
      group = this.#byText.get(text) ?? { key, count: 0 };
      this.#byText.set(text, group);
    }
    this.#groupOf.set(id, group);
    return group;
  }

  #labelOf(columnId: number, combination: Combination): string | null {
    const { byId, statusOptions } = this.shape;
    const column: ColumnShape = byId.get(columnId)!;
    if (column.system) return combination.filled ? statusOptions.filled.value : statusOptions.empty.value;
    const option = combination.labels[column.id];
    return option === undefined ? null : (column.optionById.get(option)?.value ?? null);
  }
}
