import { describe, expect, test } from 'vitest';
import { gotWords, reopenable, shareWords, wantedWords } from './gate-words.ts';

describe('what a check wanted and got', () => {
  test.each([
    ['PASS_RATE', 0.85, 0.7777, 'at least 85 %', '77.8 %'],
    ['PASS_RATE', 1, 8 / 9, 'all of them', '88.9 %'],
    ['LABEL_PASS_RATE', 0.5, 0.5, 'at least 50 %', '50 %'],
    ['COVERAGE', 0.1, 0, 'at most 10 %', '0 %'],
    ['COVERAGE', 0, 0.25, 'none', '25 %'],
    ['MEAN_SCORE', 4, 4.2222, 'at least 4', '4.22'],
    ['NO_REGRESSION', 0, 1, 'no row', '1 row'],
    ['PASS_RATE', 0.85, null, 'at least 85 %', '–'],
  ] as const)('%s of %s, got %s', (kind, wanted, got, wantedSaid, gotSaid) => {
    expect(wantedWords({ kind, wanted })).toBe(wantedSaid);
    expect(gotWords({ kind, wanted, got })).toBe(gotSaid);
  });

  test('never look the same where one misses the other', () => {
    expect(shareWords(0.8496, 0.85)).toBe('84.96 %');
    expect(shareWords(0.999999, 1)).toBe('99.9999 %');
    for (let rows = 1; rows <= 300; rows++) {
      for (const percent of [1, 33, 50, 66, 85, 90, 99, 100]) {
        const bound = percent / 100;
        // What is next to the bound, on both sides.
        for (const passed of [Math.floor(rows * bound), Math.ceil(rows * bound)]) {
          const got = passed / rows;
          if (Math.abs(got - bound) < 1e-9) continue;
          const said = Number(shareWords(got, bound).replace(' %', ''));
          expect(said < percent, `${passed} of ${rows} and ${percent} %`).toBe(got < bound);
        }
      }
    }
  });
});

test('rows that can be reopened: filled, each once, and none that an evaluation merely lacks', () => {
  const row = (n: number, status = 'FILLED') => ({ rowId: `Row_${n}`, row: { status } });
  const checks = [
    { kind: 'COVERAGE' as const, rowCount: 90, rows: [row(9)] },
    { kind: 'PASS_RATE' as const, rowCount: 4, rows: [row(1), row(2), row(3, 'EMPTY'), { rowId: 'Row_4', row: null }] },
    { kind: 'NO_REGRESSION' as const, rowCount: 1, rows: [row(2)] },
  ];
  expect(reopenable(checks)).toEqual({ ids: ['Row_1', 'Row_2'], more: false });
  expect(reopenable([{ ...checks[2]!, rowCount: 2 }]).more).toBe(true);
  expect(reopenable([])).toEqual({ ids: [], more: false });
});
