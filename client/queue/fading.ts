/** A list line with its part in a change: just come in, staying, or on its way out. */
export interface Fading<Row> {
  row: Row;
  mood: 'stays' | 'entered' | 'left';
}

/**
 * What is to be drawn when a list moves from `before` to `after`: lines that left stay where they were, marked, until the
 * caller draws again without them; those that came are marked too. Nothing fades on the first drawing.
 */
export function fade<Row extends { id: string }>(before: readonly Fading<Row>[] | null, after: readonly Row[]): Fading<Row>[] {
  if (before === null) return after.map((row) => ({ row, mood: 'stays' }));
  const known = new Set(before.filter((line) => line.mood !== 'left').map((line) => line.row.id));
  const lines: Fading<Row>[] = after.map((row) => ({ row, mood: known.has(row.id) ? 'stays' : 'entered' }));
  const now = new Set(after.map((row) => row.id));
  before.forEach(({ row }, at) => {
    if (now.has(row.id)) return;
    // Behind the nearest line above it that is still drawn.
    const above = before.slice(0, at).findLast((line) => lines.some((one) => one.row.id === line.row.id));
    const place = above ? lines.findIndex((line) => line.row.id === above.row.id) + 1 : 0;
    lines.splice(place, 0, { row, mood: 'left' });
  });
  return lines;
}
