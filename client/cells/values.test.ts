import { expect, test } from 'vitest';
import { timeLeft } from './claim-badge.tsx';
import { fromText, toText, valueOf } from './values.ts';

test('an empty field clears the value, whatever the type', () => {
  for (const type of ['TEXT', 'NUMBER', 'BOOLEAN', 'JSON', 'LABEL'] as const) expect(fromText('  ', type)).toEqual({ value: null });
});

test('what was typed becomes a value of the type, or says why not', () => {
  expect(fromText(' 1.5 ', 'NUMBER')).toEqual({ value: 1.5 });
  expect(fromText('1,5', 'NUMBER').problem).toBeDefined();
  expect(fromText('{"a":1}', 'JSON')).toEqual({ value: { a: 1 } });
  expect(fromText('{a', 'JSON').problem).toBeDefined();
  expect(fromText(' text ', 'TEXT')).toEqual({ value: ' text ' });
});

test('a value goes to text and back', () => {
  expect(fromText(toText({ a: [1] }, 'JSON'), 'JSON')).toEqual({ value: { a: [1] } });
  expect(valueOf({ a: 0 }, 'a')).toBe(0);
  expect(valueOf(null, 'a')).toBeNull();
});

test('what is left of a claim', () => {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();
  expect(timeLeft(at(300), 0)).toBe('5:00');
  expect(timeLeft(at(61), 0)).toBe('1:01');
  expect(timeLeft(at(0), 5000)).toBe('0:00');
  expect(timeLeft(at(7260), 0)).toBe('2 h 1 min');
});
