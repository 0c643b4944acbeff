import { expect, test } from 'vitest';
import { valuesFrom, valuesToSend, withoutValue } from './fill-values.ts';
import { variablesOf } from './template.ts';

const variables = variablesOf(['{{userQuery}} {{order.id}} {{#rules}}{{.}}{{/rules}} {{context}}']);

test('a row fills variables by name, and by the column that stands for it', () => {
  const row = { user_query: 'Where?', order: { id: 7 }, rules: ['a', 'b'], context: null, other: 'x' };
  expect(valuesFrom(row, variables)).toEqual({
    filled: { userQuery: 'Where?', order: '{\n  "id": 7\n}', rules: '[\n  "a",\n  "b"\n]' },
    missing: ['context'],
  });
  expect(valuesFrom({ userQuery: 'mine', user_query: 'the column' }, variables).filled).toEqual({ userQuery: 'mine' });
});

test('JSON goes out as JSON only where the template reads into it', () => {
  const values = { userQuery: '{"not": "looked into"}', order: '{"id": 7}', rules: '["a"]', context: '5' };
  expect(valuesToSend(variables, values)).toEqual({ userQuery: '{"not": "looked into"}', order: { id: 7 }, rules: ['a'], context: '5' });
  expect(valuesToSend(variables, { rules: 'no JSON' })).toMatchObject({ rules: 'no JSON' });
  expect(valuesToSend(variables, {})).toEqual({ userQuery: '', order: '', context: '' });
});

test('sections may be left out, everything else is named', () => {
  expect(withoutValue(variables, { context: 'here' })).toEqual(['userQuery', 'order']);
});
