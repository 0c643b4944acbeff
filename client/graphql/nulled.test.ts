import { CombinedError, type OperationResult } from 'urql';
import { expect, test } from 'vitest';
import { withoutNulled } from './nulled.ts';

const answer = (data: unknown, path?: (string | number)[]): OperationResult => ({
  data,
  error: new CombinedError({ graphQLErrors: [{ message: 'no', path }] }),
  operation: {} as OperationResult['operation'],
  stale: false,
  hasNext: false,
});

test('an error that nulled its parent leaves no data', () => {
  expect(withoutNulled(answer({ dataset: null }, ['dataset', 'rows'])).data).toBeUndefined();
  expect(withoutNulled(answer({ list: [{ a: null }] }, ['list', 0, 'a', 'b'])).data).toBeUndefined();
});

test('an error that nulled its own field leaves the rest', () => {
  expect(withoutNulled(answer({ dataset: { rows: null } }, ['dataset', 'rows'])).data).toEqual({ dataset: { rows: null } });
  expect(withoutNulled(answer({ dataset: null }, ['dataset'])).data).toEqual({ dataset: null });
  expect(withoutNulled({ ...answer({ dataset: null }), error: undefined }).data).toEqual({ dataset: null });
});

test('an error that does not say where it belongs is not trusted to have cost nothing', () => {
  expect(withoutNulled(answer({ dataset: null })).data).toBeUndefined();
  expect(withoutNulled(answer({ dataset: null }, ['column'])).data).toBeUndefined();
});
