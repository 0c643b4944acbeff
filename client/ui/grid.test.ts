import { expect, test } from 'vitest';
import { target } from './data-grid/use-grid-keys.ts';
import { compactCount, counted, dollars, duration } from './format.ts';
import { ago } from './time-ago.tsx';
import { toggled } from './use-selection.ts';

const grid = { active: { row: 5, column: 1 }, rows: 100, columns: 4, page: 10 };

test('keys move within the grid and no further', () => {
  expect(target('ArrowDown', grid, false)).toEqual({ row: 6, column: 1 });
  expect(target('PageUp', grid, false)).toEqual({ row: 0, column: 1 });
  expect(target('End', grid, false)).toEqual({ row: 5, column: 3 });
  expect(target('End', grid, true)).toEqual({ row: 99, column: 3 });
  expect(target('ArrowLeft', { ...grid, active: { row: 0, column: 0 } }, false)).toEqual({ row: 0, column: 0 });
  expect(target('a', grid, false)).toBeNull();
});

test('a range selects everything between', () => {
  const order = ['a', 'b', 'c', 'd'];
  expect([...toggled(new Set(['a']), order, 'c', 'a', true)]).toEqual(['a', 'b', 'c']);
  expect([...toggled(new Set(['d']), order, 'b', 'd', true)].sort()).toEqual(['b', 'c', 'd']);
  expect([...toggled(new Set(['a', 'b']), order, 'a', 'b', false)]).toEqual(['b']);
  expect([...toggled(new Set(), order, 'c', 'gone', true)]).toEqual(['c']);
});

test('numbers as people read them', () => {
  expect(compactCount(9999)).toBe('9,999');
  expect(compactCount(12_345)).toBe('12.3K');
  expect(counted(1, 'row')).toBe('1 row');
  expect(duration(840)).toBe('840 ms');
  expect(duration(2400)).toBe('2.4 s');
  expect(duration(185_000)).toBe('3 min 5 s');
  expect(dollars(0.00123)).toBe('$0.0012');
  expect(dollars(null)).toBe('–');
});

test('how long ago', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  expect(ago('2026-11-23T11:59:55Z', now)).toBe('now');
  expect(ago('2026-11-23T11:59:15Z', now)).toBe('40 s ago');
  expect(ago('2026-11-23T09:00:00Z', now)).toBe('3 h ago');
  expect(ago('2026-11-20T12:00:00Z', now)).toBe('3 d ago');
});
