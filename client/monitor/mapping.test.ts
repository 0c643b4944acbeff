import { expect, test } from 'vitest';
import { mappingByName, pathsOf, withPath, type Sample } from './mapping.ts';

const sample: Sample = {
  variables: { question: 'Why?', tier: 'gold' },
  output: 'Because.',
  attributes: { http: { status: 200, headers: {} }, region: 'eu' },
  scores: [{ name: 'tone', value: 0.4 }],
  feedbackNote: null,
};

test('every part of a span that a column can take has its path', () => {
  expect([...pathsOf(sample)]).toEqual([
    ['variables.question', 'Why?'],
    ['variables.tier', 'gold'],
    ['output', 'Because.'],
    ['feedbackNote', null],
    ['scores.tone', 0.4],
    ['attributes.http.status', 200],
    ['attributes.http.headers', {}],
    ['attributes.region', 'eu'],
  ]);
});

test('an empty dataset gets its columns from the span; others take what has their name', () => {
  expect(mappingByName([], sample).map((one) => one.column)).toEqual(['question', 'tier', 'output']);
  const columns = [
    { key: 'question', role: 'INPUT' as const, system: false },
    { key: 'missing', role: 'INPUT' as const, system: false },
    { key: 'output', role: 'OUTPUT' as const, system: false },
    { key: 'annotation', role: 'ANNOTATION' as const, system: false },
  ];
  const mapping = mappingByName(columns, sample);
  expect(mapping).toEqual([
    { column: 'question', path: 'variables.question' },
    { column: 'output', path: 'output' },
  ]);
  expect(withPath(mapping, 'question', null)).toEqual([{ column: 'output', path: 'output' }]);
});
