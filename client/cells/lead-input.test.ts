import { expect, test } from 'vitest';
import { leadInput } from './lead-input.ts';

const column = (key: string, role: 'INPUT' | 'OUTPUT' = 'INPUT', type: 'TEXT' | 'LABEL' = 'TEXT') => ({ key, role, type });

test('a row is known by what was asked, wherever that stands among its inputs', () => {
  const first = column('context');
  expect(leadInput([first, column('customer_tier'), column('question')])?.key).toBe('question');
  expect(leadInput([first, column('user_query')])?.key).toBe('user_query');
});

test('without a column that is called so by the first input, and never by a label or an output', () => {
  expect(leadInput([column('topic', 'INPUT', 'LABEL'), column('article'), column('title')])?.key).toBe('article');
  expect(leadInput([column('message', 'OUTPUT'), column('request', 'INPUT', 'LABEL')])).toBeUndefined();
});
