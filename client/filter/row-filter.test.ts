import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import { describe as group, expect, test } from 'vitest';
import { describe, sentence } from './describe.ts';
import { allOf, conditionsOf, rowSearch, type RowFilter } from './row-filter.ts';
import { statusIn, withStatus } from './status-filter.ts';

const filter: RowFilter = {
  and: [
    { column: { column: 'annotation_status', equals: 'empty' } },
    { or: [{ column: { column: 'priority', in: ['high', null] } }, { not: { claim: 'CLAIMED' } }] },
    { bucket: { of: 3, at: 0 } },
    { createdAfter: '2026-11-01T00:00:00.000Z' },
  ],
};

group('a row filter in the URL', () => {
  test('comes back as it went in', () => {
    const search = { filter, order: 'NEWEST', row: 'Row_1' };
    expect(rowSearch.parse(defaultParseSearch(defaultStringifySearch(search)))).toEqual(search);
  });
  test.each([
    { filter: 'x' },
    { filter: { colum: {} } },
    { filter: { column: { column: 1 } } },
    { order: 'UP' },
    { filter: { and: [{ nope: 1 }] } },
  ])('is refused when it is none: %j', (search) => expect(rowSearch.safeParse(search).success).toBe(false));
});

group('conditions', () => {
  test('are taken apart and put together', () => {
    expect(conditionsOf(filter)).toHaveLength(4);
    expect(allOf(conditionsOf(filter))).toEqual(filter);
    expect(allOf([undefined, {}])).toBeUndefined();
    expect(allOf([{ claim: 'FREE' }])).toEqual({ claim: 'FREE' });
  });
  test('the status is one of them', () => {
    expect(statusIn(filter)).toBe('empty');
    expect(statusIn(withStatus(filter, 'filled'))).toBe('filled');
    expect(withStatus({ column: { column: 'annotation_status', equals: 'empty' } }, 'all')).toBeUndefined();
    expect(conditionsOf(withStatus(filter, 'all'))).toHaveLength(3);
  });
  test('are said in words', () => {
    const names = { columns: [{ key: 'priority', title: 'Priority', type: 'LABEL' }], people: [{ id: 'User_1', name: 'Ada' }] };
    expect(sentence(describe({ column: { column: 'priority', in: ['high', 'low'] } }, names))).toBe('Priority is high or low');
    expect(sentence(describe({ holder: 'User_1' }, names))).toBe('Held by Ada');
    expect(sentence(describe({ bucket: { of: 3, at: 0 } }, names))).toBe('Part 1 of 3');
    expect(sentence(describe({ rows: ['Row_1', 'Row_7'] }, names))).toBe('Chosen rows: 2');
    expect(sentence(describe({ or: [{ claim: 'FREE' }, { reviewer: 'User_1' }] }, names))).toBe('Claim is free or Filled by Ada');
  });
});
