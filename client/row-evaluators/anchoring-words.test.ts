import { expect, test } from 'vitest';
import { anchoringWords, sways } from './anchoring-words.ts';

const nobody = { rows: 0, share: null };
const none = { shown: nobody, hidden: nobody, difference: null, interval: null };

test('says nothing while nobody has answered', () => {
  expect(anchoringWords(none)).toBeNull();
  expect(sways(none)).toBe(false);
});

test('says what it has, where it was only shown or only hidden', () => {
  expect(anchoringWords({ ...none, shown: { rows: 1, share: 1 } })).toBe('Reviewers agree on 100 % of 1 row, where they saw it.');
  expect(anchoringWords({ ...none, hidden: { rows: 8, share: 0.5 } })).toBe(
    'Reviewers agree on 50 % of 8 rows, where they did not see it.',
  );
});

test('says how many points lie between, and whether that may be chance', () => {
  const both = { shown: { rows: 50, share: 0.92 }, hidden: { rows: 41, share: 0.78 }, difference: 0.14 };
  const swayed = { ...both, interval: { low: 0.034, high: 0.247 } };
  expect(anchoringWords(swayed)).toBe(
    'Reviewers agree 92 % where they saw it (50 rows), 78 % where they did not (41 rows): 14 points, 3 to 25.',
  );
  expect(sways(swayed)).toBe(true);
  const unclear = { ...both, interval: { low: -0.02, high: 0.3 } };
  expect(anchoringWords(unclear)).toMatch(/: 14 points, −2 to 30, which may be chance\.$/);
  expect(sways(unclear)).toBe(false);
});
