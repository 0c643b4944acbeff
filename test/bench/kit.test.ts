import { describe, expect, test } from 'vitest';
import { linesOf } from './kit/figures.ts';
import { checkTold } from './kit/load/check-told.ts';
import { paceOfFifths } from './kit/load/claim-loop.ts';
import { readResponse } from './kit/load/http-connection.ts';
import { mixedFilters } from './kit/mixed-filters.ts';
import { page } from './kit/results.ts';
import { benchmarks } from './registry.ts';
import { aims } from './targets.ts';

describe('what subscribers were told', () => {
  const log = { first: 5, rows: Float64Array.from([1, 2, 1, 3]), kinds: ['CLAIMED', 'CLAIMED', 'FILLED', 'CLAIMED'] };
  const told = ['CLAIMED 1', 'CLAIMED 2', 'FILLED 1', 'CLAIMED 3'];
  const check = (change: object) => checkTold(log, [{ from: 4, seqs: [5, 6, 7, 8], told, reloads: 0, ...change }]);

  test('is right when it is the events', () => {
    expect(check({})).toEqual({ missed: 0, repeated: 0, wrong: 0, disordered: 0, reloads: 0, events: 4 });
    expect(check({ from: 6, seqs: [7, 8], told: told.slice(2) })).toMatchObject({ missed: 0, wrong: 0, events: 2 });
  });

  test.each([
    ['one is left out', { seqs: [5, 6, 8], told: ['CLAIMED 1', 'CLAIMED 2', 'CLAIMED 3'] }, { missed: 1 }],
    ['the last is left out', { seqs: [5, 6, 7], told: told.slice(0, 3) }, { missed: 1 }],
    ['one comes twice', { seqs: [5, 6, 6, 7, 8], told: [told[0], told[1], ...told.slice(1)] }, { repeated: 1 }],
    ['two change places', { seqs: [5, 7, 6, 8], told: [told[0], told[2], told[1], told[3]] }, { disordered: 1 }],
    ['one is of another row', { told: ['CLAIMED 9', ...told.slice(1)] }, { wrong: 1 }],
    ['one is of another kind', { told: ['FILLED 1', ...told.slice(1)] }, { wrong: 1 }],
  ])('is not when %s', (_what, change, wanted) => {
    const right = { missed: 0, repeated: 0, wrong: 0, disordered: 0 };
    expect(check(change)).toMatchObject({ ...right, ...wanted });
  });
});

describe('a response over HTTP', () => {
  const whole = (text: string) => readResponse(Buffer.from(text));

  test('is read by its length, and not before all of it is there', () => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n{"ü"}';
    expect(readResponse(Buffer.from(text).subarray(0, -1))).toBeNull();
    expect(whole('HTTP/1.1 200 OK\r\nContent-Le')).toBeNull();
    expect(whole('HTTP/1.1 400 Bad Request\r\ncontent-length: 6\r\n\r\n{"ü"}')).toEqual({ status: 400, body: '{"ü"}' });
  });

  test('is read by its chunks', () => {
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(whole(`${head}3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n`)).toEqual({ status: 200, body: 'abc0123456789' });
    expect(whole(`${head}3\r\nabc\r\nA\r\n01234`)).toBeNull();
    expect(whole(`${head}3\r\nabc\r\n`)).toBeNull();
  });
});

test('the pace is told by fifths', () => {
  // The last two of ten take twice as long.
  expect(paceOfFifths([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12])).toEqual([1000, 1000, 1000, 1000, 500]);
});

test('the mixed filters are 50, each another', () => {
  expect(new Set(mixedFilters.map((filter) => JSON.stringify(filter))).size).toBe(50);
});

describe('results', () => {
  test('every benchmark has targets', () => {
    expect(Object.keys(benchmarks).filter((name) => !aims[name])).toEqual([]);
  });

  test('name what was reached and what was not, and a figure that is missing is not reached', () => {
    const lines = linesOf({ ratio: 0.39, ratio_min: 0.3, ratio_max: 0.5, rows: 10 }, aims['fill']!.targets);
    expect(lines).toMatchObject([
      { figure: 'ratio', median: 0.39, spread: '0.3 to 0.5', target: '≥ 0.4', reached: 'no' },
      { figure: 'rows', median: 10, spread: '', target: '', reached: '' },
    ]);
    expect(linesOf({ ratio: 0.4 }, aims['fill']!.targets)).toMatchObject([{ reached: 'yes' }]);
    const text = page({ resume: { at: '2026-11-25 10:00', machine: 'a machine', figures: { seconds: 2, missed: 0 } } });
    expect(text).toContain('Not reached: resume `repeated`.');
    expect(text).toMatch(/`missed`.*\| 0 \| {2}\| 0 \| yes \|/);
    expect(text).not.toContain('## claims');
  });
});
