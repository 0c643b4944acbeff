import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReply } from '@docket/schema/evaluators/judge-reply.ts';
import { readVerdict } from '@docket/schema/evaluators/read-verdict.ts';
import { jsonProblem, type JsonValue } from '@docket/schema/monitor/json-value.ts';

const scale = [0, 0.5, 1, 10];

test('a reply is found in whatever prose has no JSON of its own', () => {
  const prose = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('{') && !text.includes('}'));
  fc.assert(
    fc.property(
      prose,
      prose,
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...scale),
      fc.boolean(),
      fc.nat(4),
      (before, after, reasoning, score, asText, indent) => {
        const json = JSON.stringify({ reasoning, score: asText ? String(score) : score }, null, indent);
        expect(readReply(`${before}${json}${after}`, scale)).toEqual({ ok: true, score, reasoning: reasoning.trim() });
      },
    ),
  );
});

test('a score that is not on the scale is none, however it is written', () => {
  for (const score of ['2', 2, '1/10', '10%', ' ', '', null, true, [1], { score: 1 }, '0x1', '1e1', '٣', 'Infinity'] as JsonValue[])
    expect(readReply(JSON.stringify({ reasoning: 'r', score }), scale), JSON.stringify(score)).toMatchObject({ ok: false });
  expect(readReply('{"score": 1, "reasoning": ["no text"]}', scale)).toEqual({ ok: true, score: 1, reasoning: '' });
  // Quoted from what is judged, and then its own: nobody can tell which is which.
  expect(readReply('It wants {"score": 10}. {"reasoning": "r", "score": 0}', scale)).toMatchObject({ ok: false });
});

test('any reply is read in little time', () => {
  const begun = performance.now();
  for (const text of ['{'.repeat(200_000), '{"'.repeat(100_000), '{}'.repeat(100_000), `{"a":${'['.repeat(100_000)}`])
    expect(readReply(text, scale)).toMatchObject({ ok: false });
  expect(performance.now() - begun).toBeLessThan(2000);
});

const part = fc.oneof(fc.constantFrom('PASS', 'FAIL', 'UNKNOWN', 'pass', '', null, true, false, 0, 1, 0.5, -3), fc.jsonValue());
const value = fc.oneof(
  fc.jsonValue(),
  fc.record(
    { grade: part, pass: part, score: part, reason: fc.oneof(part, fc.string({ unit: 'binary', maxLength: 2000 })) },
    { requiredKeys: [] },
  ),
);

test('whatever code gives back is a verdict that can be stored', () => {
  fc.assert(
    fc.property(value, fc.option(fc.double({ noNaN: true }), { nil: undefined }), (given, passAt) => {
      const verdict = readVerdict(given as JsonValue, { passAt });
      expect(['PASS', 'FAIL', 'UNKNOWN']).toContain(verdict.grade);
      expect(verdict.score === null).toBe(verdict.grade === 'UNKNOWN');
      expect(verdict.reason.length).toBeGreaterThan(0);
      expect(verdict.reason.length).toBeLessThanOrEqual(400);
      expect(jsonProblem([verdict.reason, verdict.score, verdict.raw], 100_000)).toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('a verdict’s parts go before each other: grade, pass, score; what contradicts itself is UNKNOWN', () => {
  expect(readVerdict({ grade: 'FAIL', score: 0.9, reason: 'No.' })).toMatchObject({ grade: 'FAIL', score: 0.9, reason: 'No.' });
  expect(readVerdict({ pass: true, score: 0.1 })).toMatchObject({ grade: 'PASS', score: 0.1 });
  expect(readVerdict({ score: 0.5 })).toMatchObject({ grade: 'PASS' });
  expect(readVerdict({ score: 0.5 }, { passAt: 0.6 })).toMatchObject({ grade: 'FAIL' });
  const none: JsonValue[] = [
    { grade: 'PASS', pass: false },
    { grade: 'maybe' },
    { pass: 'yes' },
    { score: '1' },
    { reason: 'only' },
    {},
    [],
    [true],
    null,
  ];
  for (const wrong of none) expect(readVerdict(wrong), JSON.stringify(wrong)).toMatchObject({ grade: 'UNKNOWN', score: null, raw: wrong });
});
