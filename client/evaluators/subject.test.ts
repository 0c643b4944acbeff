import { expect, test } from 'vitest';
import { emptySubject, subjectInput, subjectOf, valueOf } from './subject.ts';

test('what looks like JSON and is none stays the text that it is', () => {
  expect(valueOf('{"a": 1}')).toEqual({ a: 1 });
  expect(valueOf('{"a": ')).toBe('{"a": ');
  expect(valueOf('12')).toBe('12');
  expect(valueOf(' [1]')).toEqual([1]);
});

test('what nobody has said is left out', () => {
  expect(subjectInput(emptySubject)).toEqual({ inputs: { question: '' }, output: undefined, expected: undefined });
  const typed = { ...emptySubject, inputs: [{ name: ' ', value: 'x' }], output: 'yes', latencyMs: 0 };
  expect(subjectInput(typed)).toEqual({ inputs: {}, output: 'yes', expected: undefined, latencyMs: 0 });
});

test('a row is a subject as an evaluation sees it', () => {
  const column = (key: string, role: string, type = 'TEXT') => ({ key, role, type, system: key === 'annotation_status' });
  const columns = [
    column('question', 'INPUT'),
    column('topic', 'INPUT', 'LABEL'),
    column('answer', 'OUTPUT'),
    column('expected_output', 'ANNOTATION'),
    column('annotation_status', 'ANNOTATION', 'LABEL'),
  ];
  const values = { question: 'When?', topic: 'refunds', answer: { days: 3 }, expected_output: null, annotation_status: 'filled' };
  const span = { durationMs: 840, cost: null, tokensOut: 12 };
  expect(subjectOf({ values, span }, columns)).toEqual({
    inputs: [{ name: 'question', value: 'When?' }],
    output: '{\n  "days": 3\n}',
    expected: '',
    latencyMs: 840,
    cost: null,
    tokensOut: 12,
  });
  const two = subjectOf({ values: { ...values, sources: ['a'] }, span: null }, [...columns, column('sources', 'OUTPUT')]);
  expect(valueOf(two.output)).toEqual({ answer: { days: 3 }, sources: ['a'] });
});
