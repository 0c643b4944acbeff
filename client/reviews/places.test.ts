import { expect, test } from 'vitest';
import { isOpenTo, placesOf, placesText } from './places.ts';

const ada = { id: 'User_1', name: 'Ada' };
const bo = { id: 'User_2', name: 'Bo' };
const row = {
  reviewsRequired: 3,
  reviewsMissing: 3,
  reviewedBy: [] as (typeof ada)[],
  claims: [] as { mine: boolean; reviewer: typeof ada }[],
};

test('answers come first, then who is at it, then what is open', () => {
  const { places, disputed } = placesOf({ ...row, reviewsMissing: 2, reviewedBy: [ada], claims: [{ mine: true, reviewer: bo }] });
  expect(disputed).toBe(false);
  expect(places.map(({ kind, says }) => [kind, says])).toEqual([
    ['answered', 'Ada has answered'],
    ['held', 'You are at it'],
    ['open', 'Waits for a reviewer'],
  ]);
});

test('a dispute has one place more, for who settles it', () => {
  const shared = { ...row, reviewsRequired: 2, reviewsMissing: 0, reviewedBy: [ada, bo] };
  expect(placesOf(shared).places.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'open']);
  expect(placesText(shared)).toBe('2 of 2 have answered, and they disagree');
  expect(isOpenTo(shared, ada.id)).toBe(true);
  expect(isOpenTo({ ...shared, claims: [{ mine: false, reviewer: bo }] }, ada.id)).toBe(false);
});

test('a row is open to who has not answered it, while there is room', () => {
  const one = { ...row, reviewsRequired: 2, reviewsMissing: 1, reviewedBy: [ada] };
  expect(isOpenTo(one, ada.id)).toBe(false);
  expect(isOpenTo(one, bo.id)).toBe(true);
  expect(isOpenTo({ ...one, claims: [{ mine: false, reviewer: ada }] }, bo.id)).toBe(false);
  expect(isOpenTo({ ...row, reviewsRequired: 1, reviewsMissing: 0 }, bo.id)).toBe(true);
});
