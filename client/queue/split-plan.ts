/** The parts that a split will make, with about how many waiting rows each. */
export interface Part {
  name: string;
  /** Null when it is not known. */
  rows: number | null;
}

/** Evenly: rows fall into buckets by their id, so the parts are about equal, and never share a row. */
export function evenParts(waiting: number, reviewers: readonly string[]): Part[] {
  const each = reviewers.length === 0 ? 0 : waiting / reviewers.length;
  return reviewers.map((name) => ({ name, rows: Math.round(each) }));
}

/** One part for each value of a label column, and one for rows without a value. */
export function labelParts(
  sizes: readonly { key: unknown; count: number }[] | undefined,
  column: string,
  options: readonly string[],
): Part[] {
  const rowsOf = (value: string | null) =>
    !sizes
      ? null
      : sizes.reduce((sum, { key, count }) => {
          const group = key && typeof key === 'object' ? (key as Record<string, unknown>) : {};
          const waits = group.annotation_status === 'empty' || group.annotation_status === undefined;
          return waits && (group[column] ?? null) === value ? sum + count : sum;
        }, 0);
  return [...options.map((name) => ({ name, rows: rowsOf(name) })), { name: 'no value', rows: rowsOf(null) }];
}
