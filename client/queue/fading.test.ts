import { describe, expect, test } from 'vitest';
import { fade, type Fading } from './fading.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const told = (lines: Fading<{ id: string }>[]) => lines.map(({ row, mood }) => (mood === 'stays' ? row.id : `${row.id}:${mood}`)).join(' ');

describe('a list that moves', () => {
  test('does not fade as it is first drawn', () => {
    expect(told(fade(null, rows('1', '2')))).toBe('1 2');
  });

  test('shows who left where they stood, and who entered where they belong', () => {
    const first = fade(null, rows('1', '2', '3'));
    expect(told(fade(first, rows('1', '3', '4')))).toBe('1 2:left 3 4:entered');
    expect(told(fade(first, rows('2', '3')))).toBe('1:left 2 3');
  });

  test('keeps the order of several that leave together', () => {
    expect(told(fade(fade(null, rows('1', '2', '3', '4')), rows('4')))).toBe('1:left 2:left 3:left 4');
  });

  test('takes a row back that was on its way out', () => {
    const leaving = fade(fade(null, rows('1', '2')), rows('2'));
    expect(told(fade(leaving, rows('1', '2')))).toBe('1:entered 2');
  });
});
