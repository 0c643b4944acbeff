import { expect, test } from 'vitest';
import { attributeCondition, readValue } from './attribute-editor.tsx';

test.each([
  ['200', 200],
  ['-1.5', -1.5],
  ['true', true],
  ['null', null],
  ['"200"', '200'],
  ['gold', 'gold'],
  ['1.2.3', '1.2.3'],
])('%s is read as %j', (text, value) => expect(readValue(text)).toBe(value));

test('a condition that lacks what it needs is none', () => {
  expect(attributeCondition('', 'exists', '')).toBeUndefined();
  expect(attributeCondition('a', 'greater', 'much')).toBeUndefined();
  expect(attributeCondition('a', 'greater', '')).toBeUndefined();
  expect(attributeCondition('a', 'greater', '3')).toEqual({ key: 'a', greater: 3 });
  expect(attributeCondition('a', 'missing', '')).toEqual({ key: 'a', exists: false });
});
