import { expect, test } from 'vitest';
import { backOff, moveCursor } from './resume.ts';

test('a subscription that resumes moves its cursor in place', () => {
  const payload = { query: '', variables: { datasetId: 'Dataset_1', after: 'c1' } };
  const { variables } = payload;
  moveCursor(payload, { data: { queueChanged: { cursor: 'c2' } } });
  expect(payload.variables).toBe(variables);
  expect(variables.after).toBe('c2');
  moveCursor(payload, { data: null });
  expect(variables.after).toBe('c2');
});

test('one that does not is left alone', () => {
  const payload = { query: '', variables: { datasetId: 'Dataset_1' } };
  moveCursor(payload, { data: { queueSizes: { cursor: 'c2' } } });
  expect(payload.variables).toEqual({ datasetId: 'Dataset_1' });
});

test('waits longer from try to try, up to ten seconds', () => {
  expect(backOff(0, () => 1)).toBe(250);
  expect(backOff(3, () => 1)).toBe(2000);
  expect(backOff(50, () => 1)).toBe(10_000);
  expect(backOff(50, () => 0)).toBe(2500);
});
