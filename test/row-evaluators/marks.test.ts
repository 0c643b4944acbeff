import { describe, expect, test } from 'vitest';
import { wanted } from '@docket/schema/row-evaluators/mark-rows.ts';

const options = ['disagrees', 'agrees', 'confirmed'];
const column = {
  optionById: new Map(options.map((value, at) => [at + 1, { id: at + 1, value, color: 'gray', position: at, retired: false }])),
};
const says = (value: string | null) => (value === null ? null : options.indexOf(value) + 1);
const marked = (label: string | null, check: { own?: boolean; others?: boolean; isNews?: boolean }) =>
  wanted(
    {
      disagrees: check.own ?? null,
      othersDisagree: check.others ?? null,
      someAgree: check.own === false || check.others === false ? true : null,
      optionId: says(label),
    },
    column,
    { isNews: check.isNews ?? true },
  );

describe('the mark of a row', () => {
  test('says that a check disagrees, whatever stood there', () => {
    for (const before of [null, 'agrees', 'confirmed']) expect(marked(before, { own: true })).toBe('disagrees');
    expect(marked('disagrees', { own: true })).toBeUndefined();
  });

  test('is not taken back by one that agrees while another disagrees', () => {
    expect(marked('disagrees', { own: false, others: true })).toBeUndefined();
    // Written by one that had not seen the other: who looks again puts it right.
    expect(marked('agrees', { own: false, others: true })).toBe('disagrees');
  });

  test('stays confirmed by a person, but for news', () => {
    expect(marked('confirmed', { own: false, others: true })).toBeUndefined();
    expect(marked('confirmed', { own: true, isNews: false })).toBeUndefined();
    expect(marked('confirmed', { own: true, isNews: true })).toBe('disagrees');
  });

  test('of an earlier fill is taken back, and where there was none none is written', () => {
    expect(marked(null, { own: false })).toBeUndefined();
    expect(marked(null, {})).toBeUndefined();
    for (const before of ['disagrees', 'confirmed']) expect(marked(before, { own: false })).toBe('agrees');
    // It could not tell.
    expect(marked('disagrees', {})).toBeNull();
    expect(marked('agrees', { own: false })).toBeUndefined();
  });
});
