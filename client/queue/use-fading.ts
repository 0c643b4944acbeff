import { useEffect, useState } from 'react';
import { fade, type Fading } from './fading.ts';

/** How long a line takes to fade out, in milliseconds; queue.module.css has the same number. */
const FADE = 420;

interface Drawn<Row> {
  key: string;
  rows: readonly Row[];
  lines: Fading<Row>[];
}

/** The lines to draw for a live list, those included that are fading out. Another `key` is another list. */
export function useFading<Row extends { id: string }>(rows: readonly Row[], key: string): Fading<Row>[] {
  const [drawn, setDrawn] = useState<Drawn<Row>>(() => ({ key, rows, lines: fade(null, rows) }));
  let now = drawn;
  // A list that is still empty may be another array at each drawing.
  const moved = drawn.rows !== rows && drawn.rows.length + rows.length > 0;
  if (moved || drawn.key !== key) {
    const fresh = drawn.key !== key || drawn.rows.length === 0;
    now = { key, rows, lines: fade(fresh ? null : drawn.lines, rows) };
    setDrawn(now);
  }
  const moving = now.lines.some((line) => line.mood !== 'stays');

  useEffect(() => {
    if (!moving) return undefined;
    const timer = setTimeout(() => setDrawn((old) => ({ ...old, lines: fade(null, old.rows) })), FADE);
    return () => clearTimeout(timer);
  }, [moving, rows]);
  return now.lines;
}
