import { expect, test } from 'vitest';
import { mostReviewed, startInput, usualName, type TypedStart } from './start-input.ts';

const typed: TypedStart = {
  name: ' ',
  datasetId: 'Dataset_1',
  promptVersionId: null,
  evaluatorIds: ['Evaluator_1'],
  rows: { of: 'all' },
  budget: null,
  requestsPerMinute: null,
  cache: true,
};

test('without a name it has the usual one, no longer than names may be', () => {
  expect(startInput(typed, 'Logged outputs on Answers')).toEqual({
    datasetId: 'Dataset_1',
    name: 'Logged outputs on Answers',
    evaluatorIds: ['Evaluator_1'],
    settings: { cache: true },
  });
  expect(startInput(typed, 'x'.repeat(300))?.name).toHaveLength(120);
});

test('rows are chosen by a filter or by a sample, never by both', () => {
  expect(startInput({ ...typed, rows: { of: 'slice', id: 'Slice_3' } }, 'a')).toMatchObject({ filter: { slice: 'Slice_3' } });
  const sample = startInput({ ...typed, rows: { of: 'sample', id: 'Sample_2' } }, 'a');
  expect(sample).toMatchObject({ sampleId: 'Sample_2' });
  expect(sample).not.toHaveProperty('filter');
});

test('nothing is sent before somebody judges something', () => {
  expect(startInput({ ...typed, evaluatorIds: [] }, 'a')).toBeNull();
  expect(startInput({ ...typed, datasetId: null }, 'a')).toBeNull();
});

test('it is called after what answers, and begins with what was reviewed most', () => {
  const prompts = [{ name: 'support.answer', versions: { edges: [{ node: { id: 'PromptVersion_9', number: 3 } }] } }];
  expect(usualName(prompts, 'PromptVersion_9', 'Answers')).toBe('support.answer v3 on Answers');
  expect(usualName(prompts, null, 'Answers')).toBe('Logged outputs on Answers');
  const datasets = [
    { id: 1, size: 90, queueSize: 88 },
    { id: 2, size: 9, queueSize: 0 },
  ];
  expect(mostReviewed(datasets)?.id).toBe(2);
});
