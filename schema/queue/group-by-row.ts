/** What was read of several rows, row by row, in the order of the ids. */
export function groupByRow<T extends { rowId: number }>(rowIds: readonly number[], found: readonly T[]): T[][] {
  const byRow = new Map<number, T[]>();
  for (const one of found) {
    const some = byRow.get(one.rowId);
    if (some) some.push(one);
    else byRow.set(one.rowId, [one]);
  }
  return rowIds.map((id) => byRow.get(id) ?? []);
}
