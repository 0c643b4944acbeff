import { expect, test } from 'vitest';
import type { Result } from './evaluation-documents.ts';
import { isGap, isIn, mergeResults, resultFilter } from './result-list.ts';

const result = (position: number, change: Partial<Result> = {}): Result => ({
  id: `EvaluationRow_1.${position}`,
  rowId: `Row_${position}`,
  position,
  inputs: {},
  expected: null,
  labels: { plan: 'growth' },
  state: 'WAITING',
  answered: false,
  output: null,
  latencyMs: null,
  cost: null,
  error: null,
  scores: [],
  ...change,
});
const score = (grade: 'PASS' | 'FAIL', by = 1) => ({ evaluatorVersionId: `EvaluatorVersion_${by}`, grade, score: null, reason: '' });
const positions = (list: readonly Result[]) => list.map((one) => one.position);

test('what is recorded changes in its place', () => {
  const list = [result(1), result(2), result(3)];
  const merged = mergeResults(list, [result(2, { state: 'DONE', answered: true, scores: [score('PASS')] })], {
    filter: undefined,
    hasMore: true,
  });
  expect(positions(merged)).toEqual([1, 2, 3]);
  expect(merged[1]?.state).toBe('DONE');
});

test('nothing new is the very same list', () => {
  const list = [result(1)];
  expect(mergeResults(list, [result(1)], { filter: undefined, hasMore: false })).toBe(list);
});

test('rows enter and leave a filter as the server decides it', () => {
  const filter = { grade: 'FAIL' as const, evaluatorVersionId: 'EvaluatorVersion_2' };
  const failed = result(5, { state: 'DONE', scores: [score('PASS', 1), score('FAIL', 2)] });
  const passed = result(6, { state: 'DONE', scores: [score('FAIL', 1), score('PASS', 2)] });
  expect(positions(mergeResults([result(9, { scores: [score('FAIL', 2)] })], [failed, passed], { filter, hasMore: false }))).toEqual([
    5, 9,
  ]);
  const waiting = { state: 'WAITING' as const };
  expect(positions(mergeResults([result(1), result(2)], [result(1, { state: 'LEASED' })], { filter: waiting, hasMore: false }))).toEqual([
    2,
  ]);
});

test('what belongs to a page that is not loaded is left to it', () => {
  const news = [result(40, { state: 'DONE' })];
  expect(positions(mergeResults([result(1), result(2)], news, { filter: undefined, hasMore: true }))).toEqual([1, 2]);
  expect(positions(mergeResults([result(1)], news, { filter: undefined, hasMore: false }))).toEqual([1, 40]);
});

test('a label of null means rows without one', () => {
  expect(isIn(result(1), { label: { column: 'plan', value: 'growth' } })).toBe(true);
  expect(isIn(result(1), { label: { column: 'topic', value: null } })).toBe(true);
  expect(isIn(result(1), { label: { column: 'plan', value: null } })).toBe(false);
});

test('the address says what the server is asked for', () => {
  expect(resultFilter({ row: 4 })).toBeUndefined();
  expect(resultFilter({ grade: 'FAIL', by: 7, column: 'plan', label: 'scale' })).toEqual({
    grade: 'FAIL',
    evaluatorVersionId: 'EvaluatorVersion_7',
    label: { column: 'plan', value: 'scale' },
  });
  // By whom says nothing without what.
  expect(resultFilter({ by: 7 })).toBeUndefined();
});

test('a gap is more than was told, or rows that were taken up again', () => {
  expect(isGap({ done: 10, failed: 0 }, { done: 12, failed: 1 }, 100)).toBe(false);
  expect(isGap({ done: 10, failed: 0 }, { done: 300, failed: 0 }, 100)).toBe(true);
  expect(isGap({ done: 10, failed: 5 }, { done: 10, failed: 0 }, 100)).toBe(true);
});
