import { expect, test } from 'vitest';
import { filterWords, lowScore, searchOf } from './filter-words.ts';
import { spanFilter } from './span-filter.ts';
import type { SpanSearch } from './span-search.ts';

test('a filter that went to the API and came back is the same in a link', () => {
  const search: SpanSearch = {
    kind: ['MODEL'],
    prompt: ['answer'],
    version: '3',
    duration: { min: 100 },
    session: 's',
    trace: 't',
    attribute: [{ key: 'plan', equals: 'paid' }],
    score: [{ name: 'helpful', max: 0.5 }],
    text: 'refund',
  };
  expect(searchOf(JSON.parse(JSON.stringify(spanFilter(search, 0))))).toEqual(search);
});

test('says a filter in words, whatever it has beside them', () => {
  expect(filterWords({})).toBe('all spans');
  expect(filterWords({ kind: ['MODEL', 'TOOL'], durationMs: { min: null, max: 2000 }, model: null, later: 1 })).toBe(
    'spans with kind model or tool · duration at most 2.0 s',
  );
  expect(filterWords({ score: [{ name: 'helpful', max: 0.5 }], text: 'refund' })).toBe(
    'spans with helpful at most 0.5 · “refund” in a text',
  );
});

test('a low score is one that does not pass', () => {
  expect(lowScore('TEXT', {})).toBe(0.5);
  const scale = [1, 2, 3, 4].map((score) => ({ score, meaning: '' }));
  expect(lowScore('JUDGE', { scale, passAt: 3 })).toBe(2);
  expect(lowScore('JUDGE', { scale, passAt: 1 })).toBe(1);
  expect(lowScore('JUDGE', null)).toBe(0.5);
});
