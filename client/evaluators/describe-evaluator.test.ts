import { expect, test } from 'vitest';
import { describeConfig } from './describe-evaluator.ts';
import { kindOrder, kinds } from './kinds.ts';

test('says in words what each kind asks for', () => {
  const words = describeConfig;
  expect(words('TEXT', { mode: 'CONTAINS_ANY', values: ['refund', 'voucher'], ignoreCase: true })).toBe(
    'contains any of “refund”, “voucher”, in any case',
  );
  expect(words('TEXT', { mode: 'CONTAINS_NONE', values: ['a', 'b', 'c', 'd', 'e'] })).toBe('contains none of “a”, “b”, “c” and 2 more');
  expect(words('TEXT', { mode: 'EQUALS', against: 'EXPECTED' })).toBe('equals the expected output');
  expect(words('JSON', { mode: 'SCHEMA', schema: { required: ['answer', 'sources'] } })).toBe(
    'fits a JSON Schema that asks for answer, sources',
  );
  expect(words('JSON', { mode: 'EQUALS', ignore: ['id'] })).toBe('equals the expected output as JSON, but for id');
  expect(words('SIMILARITY', { measure: 'EDIT', passAt: 0.1 + 0.2 })).toBe('edit similarity to the expected output of 0.3 or more');
  expect(words('LENGTH', { unit: 'WORDS', least: 5, most: 80 })).toBe('has 5 to 80 words');
  expect(words('LENGTH', { unit: 'TOKENS', least: 0 })).toBe('has at least 0 tokens');
  expect(words('LATENCY', { mostMs: 2500 })).toBe('took at most 2.5 s');
  expect(words('HTTP', { url: 'https://judges.example.com/tone' })).toBe('asks judges.example.com');
});

test('a judge is told by its model, its scale and where it passes', () => {
  const config = {
    scale: [
      { score: 1, meaning: 'Wrong.' },
      { score: 5, meaning: 'Right.' },
    ],
    passAt: 4,
  };
  const prompt = {
    id: 'PromptVersion_1',
    number: 1,
    content: { provider: 'openhull', model: 'hull-4' },
    prompt: { id: 'Prompt_1', name: 'judge' },
  };
  expect(describeConfig('JUDGE', config, prompt)).toBe('openhull/hull-4, 1–5, passes at 4');
});

test('what a new one begins with can be told, and so can what is not there', () => {
  for (const kind of kindOrder) {
    expect(describeConfig(kind, kinds[kind].begins)).not.toMatch(/undefined|NaN|null/);
    expect(() => describeConfig(kind, {})).not.toThrow();
  }
});
