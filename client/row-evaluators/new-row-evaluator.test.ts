import { expect, test } from 'vitest';
import { columnsToJudge, draftOf, inputOf, whatIsMissing } from './new-row-evaluator.ts';

const label = (key: string, values: string[], more: object = {}) => ({
  key,
  role: 'ANNOTATION' as const,
  type: 'LABEL' as const,
  system: false,
  options: values.map((value, at) => ({ id: `LabelOption_${at}`, value, color: 'gray', position: at, retired: false })),
  ...more,
});
const category = label('feedback_category', ['hallucination', 'incorrect', 'correct']);
const priority = label('priority', ['high', 'low']);

test('asks for label columns of annotations alone, and not for what checks write', () => {
  const check = label('check', ['disagrees', 'agrees', 'confirmed']);
  const others = [label('input', ['a'], { role: 'INPUT' }), label('status', ['a'], { system: true }), check];
  expect(columnsToJudge([priority, ...others, category])).toEqual([priority, category]);
  // Somebody's own column of that name is as any other.
  const own = label('check', ['good', 'bad']);
  expect(columnsToJudge([own])).toEqual([own]);
});

test('begins with the column and the labels that are most likely meant', () => {
  expect(draftOf([priority, category])).toMatchObject({ column: 'feedback_category', pass: ['correct'], fail: 'incorrect' });
  expect(draftOf([priority])).toMatchObject({ column: 'priority', pass: ['high'], fail: 'low' });
  expect(draftOf([])).toMatchObject({ column: null, pass: [], fail: null });
});

test('says what is missing', () => {
  const draft = draftOf([category]);
  expect(whatIsMissing(draft)).toBe('Choose an evaluator first.');
  const chosen = { ...draft, evaluatorId: 'Evaluator_1' };
  expect(whatIsMissing(chosen)).toBeNull();
  expect(whatIsMissing({ ...chosen, fail: null })).toBe('Choose what a fail becomes.');
  expect(whatIsMissing({ ...chosen, purpose: 'CHECK', fail: null })).toBeNull();
  expect(whatIsMissing({ ...chosen, purpose: 'CHECK', pass: [] })).toBe('Choose a label that means that an answer is right.');
  expect(whatIsMissing({ ...draftOf([]), evaluatorId: 'Evaluator_1' })).toMatch(/no label column/);
});

test('sends what belongs to the purpose alone', () => {
  const draft = { ...draftOf([category]), evaluatorId: 'Evaluator_1', hiddenPercent: 30, budget: 2.5, slice: 'Slice_4' };
  expect(inputOf('Dataset_1', draft)).toEqual({
    datasetId: 'Dataset_1',
    purpose: 'SUGGEST',
    evaluatorId: 'Evaluator_1',
    column: 'feedback_category',
    passLabels: ['correct'],
    failLabel: 'incorrect',
    hiddenShare: 0.3,
    filter: { slice: 'Slice_4' },
    budget: 2.5,
    from: 'NOW',
  });
  const check = { ...draft, purpose: 'CHECK' as const, pass: ['correct', 'incorrect'], slice: '', budget: '', all: true };
  expect(inputOf('Dataset_1', check)).toEqual({
    datasetId: 'Dataset_1',
    purpose: 'CHECK',
    evaluatorId: 'Evaluator_1',
    column: 'feedback_category',
    passLabels: ['correct', 'incorrect'],
    from: 'BEGINNING',
  });
});
