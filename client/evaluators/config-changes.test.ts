import { expect, test } from 'vitest';
import { configChanges } from './config-changes.ts';

test('tells the settings that differ, and only those', () => {
  expect(configChanges({ mode: 'EQUALS', values: ['a'], ignoreCase: true }, { mode: 'EQUALS', values: ['a', 'b'] })).toEqual([
    { name: 'Values', before: '[\n "a"\n]', after: '[\n "a",\n "b"\n]' },
    { name: 'In any case', before: 'true', after: null },
  ]);
  expect(configChanges({ passAt: 4 }, { passAt: 4 })).toEqual([]);
});
