import { expect, test } from 'vitest';
import { chosenOf, commonEvaluators, othersOf } from './compare-choice.ts';
import type { Comparable } from './compare-documents.ts';

const evaluation = (number: number, dataset: number, evaluators: number[]): Comparable => ({
  id: `Evaluation_${number}`,
  name: `Number ${number}`,
  status: 'FINISHED',
  createdAt: '2026-11-01T00:00:00.000Z',
  promptVersion: null,
  dataset: { id: `Dataset_${dataset}`, name: 'Answers' },
  evaluators: evaluators.map((one) => ({
    version: { id: `EvaluatorVersion_${one}${number}`, evaluator: { id: `Evaluator_${one}`, name: `Evaluator ${one}`, kind: 'TEXT' } },
  })),
});
// Newest first, as the server has them.
const all = [evaluation(5, 1, [2, 1]), evaluation(4, 2, [1]), evaluation(3, 1, [3]), evaluation(2, 1, [1, 2]), evaluation(1, 1, [1])];
const ids = (search: Parameters<typeof chosenOf>[1]) => {
  const { before, after, evaluatorId } = chosenOf(all, search);
  return [before?.id, after?.id, evaluatorId];
};

test('what the address leaves open is the newest that fits', () => {
  expect(ids({ after: 5 })).toEqual(['Evaluation_2', 'Evaluation_5', 'Evaluator_2']);
  expect(ids({ before: 1 })).toEqual(['Evaluation_1', 'Evaluation_5', 'Evaluator_1']);
  expect(ids({})).toEqual(['Evaluation_2', 'Evaluation_5', 'Evaluator_2']);
});

test('with no older one it is compared with a newer one', () => {
  expect(ids({ after: 1 })).toEqual(['Evaluation_5', 'Evaluation_1', 'Evaluator_1']);
});

test('an evaluator that one of them did not run is not taken', () => {
  expect(ids({ before: 1, after: 5, evaluator: 2 })).toEqual(['Evaluation_1', 'Evaluation_5', 'Evaluator_1']);
  expect(ids({ before: 3, after: 5 })).toEqual(['Evaluation_3', 'Evaluation_5', null]);
  expect(ids({ after: 4 })).toEqual([undefined, 'Evaluation_4', null]);
});

test('only evaluations of one dataset are offered', () => {
  expect(othersOf(all, all[0]!).map(({ id }) => id)).toEqual(['Evaluation_3', 'Evaluation_2', 'Evaluation_1']);
  expect(commonEvaluators(all[3]!, all[0]!).map(({ id }) => id)).toEqual(['Evaluator_2', 'Evaluator_1']);
});
