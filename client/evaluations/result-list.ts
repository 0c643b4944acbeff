import { configOf } from '../evaluators/kinds.ts';
import type { Result, ResultFilter } from './evaluation-documents.ts';
import type { ResultSearch } from './evaluation-search.ts';

/** What the server is asked for. */
export function resultFilter({ state, grade, by, column, label }: ResultSearch): ResultFilter | undefined {
  const filter: ResultFilter = {
    ...(state && { state }),
    ...(grade && { grade }),
    ...(grade && by !== undefined && { evaluatorVersionId: `EvaluatorVersion_${by}` }),
    ...(column !== undefined && { label: { column, value: label ?? null } }),
  };
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** Whether a result belongs to a filter, as the server decides it. */
export function isIn(result: Pick<Result, 'state' | 'scores' | 'labels'>, filter: ResultFilter | undefined): boolean {
  const { state, grade, evaluatorVersionId, label } = filter ?? {};
  if (state && result.state !== state) return false;
  const graded = ({ grade: said, evaluatorVersionId: by }: Result['scores'][number]) =>
    (!grade || said === grade) && (!evaluatorVersionId || by === evaluatorVersionId);
  if ((grade || evaluatorVersionId) && !result.scores.some(graded)) return false;
  return !label || (configOf(result.labels)[label.column] ?? null) === (label.value ?? null);
}

/**
 * Puts what was just recorded into the loaded part of a list, which is in the order of positions: rows change in place, enter
 * and leave. What belongs behind the loaded part (`hasMore`) is left to its page. The same list where nothing changed.
 */
export function mergeResults(
  list: readonly Result[],
  news: readonly Result[],
  { filter, hasMore }: { filter: ResultFilter | undefined; hasMore: boolean },
): readonly Result[] {
  const end = hasMore ? (list.at(-1)?.position ?? 0) : Infinity;
  const byId = new Map(list.map((result) => [result.id, result]));
  let changed = false;
  for (const result of news) {
    const known = byId.get(result.id);
    if (known && sameResult(known, result)) continue;
    if (isIn(result, filter) && (known || result.position <= end)) byId.set(result.id, result);
    else if (known) byId.delete(result.id);
    else continue;
    changed = true;
  }
  return changed ? [...byId.values()].sort((a, b) => a.position - b.position) : list;
}

/** A result only moves on: its state changes, or one more verdict is there. */
const sameResult = (a: Result, b: Result): boolean =>
  a.state === b.state && a.answered === b.answered && a.error === b.error && a.scores.length === b.scores.length;

/** Whether messages between two were missed: more rows were settled than the newer one tells of, or rows were taken up again. */
export function isGap(before: Settled, after: Settled, told: number): boolean {
  const settled = after.done + after.failed - (before.done + before.failed);
  return settled < 0 || settled > told;
}

export interface Settled {
  done: number;
  failed: number;
}
