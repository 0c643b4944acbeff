import { describe, expect, test } from 'vitest';
import type { RowFilter } from '../../filter/row-filter.ts';
import { newGroup, newRule, replaced, toFilter, toTree } from './filter-tree.ts';

const filters: RowFilter[] = [
  { column: { column: 'priority', equals: 'high' } },
  { column: { column: 'priority', in: ['high', 'low'] } },
  { not: { column: { column: 'question', contains: 'refund' } } },
  { and: [{ column: { column: 'score', greater: 0.5 } }, { or: [{ claim: 'FREE' }, { holder: 'User_2' }] }] },
  { not: { or: [{ slice: 'Slice_1' }, { slice: 'Slice_2' }] } },
  { and: [{ bucket: { of: 3, at: 1 } }, { column: { column: 'priority', empty: true } }] },
];

describe('a filter and the rules it is built from', () => {
  test.each(filters)('%j comes back as it went in', (filter) => {
    expect(toFilter(toTree(filter))).toEqual(filter);
  });

  test('a rule in which something is missing asks for nothing', () => {
    expect(toFilter(newGroup([newRule('column:priority')]))).toBeUndefined();
    expect(toFilter(newGroup([newRule('column:priority'), newRule('claim', 'is', 'FREE')]))).toEqual({ claim: 'FREE' });
  });

  test('"not" of a group turns all of it around', () => {
    const tree = newGroup([newRule('claim', 'is', 'FREE'), newRule('column:a', 'given')], 'or', true);
    expect(toFilter(tree)).toEqual({ not: { or: [{ claim: 'FREE' }, { column: { column: 'a', empty: false } }] } });
  });

  test('a rule is replaced and taken out wherever it stands', () => {
    const inner = newRule('claim', 'is', 'FREE');
    const tree = newGroup([newGroup([inner])]);
    expect(toFilter(replaced(tree, inner.id, { ...inner, value: 'CLAIMED' }))).toEqual({ claim: 'CLAIMED' });
    expect(toFilter(replaced(tree, inner.id, null))).toBeUndefined();
  });
});
