import { expect, test } from 'vitest';
import { treeOf } from './trace-order.ts';

const step = (spanId: string, parentSpanId: string | null, second: number) => ({
  spanId,
  parentSpanId,
  startedAt: new Date(second * 1000).toISOString(),
});
const shape = (spans: ReturnType<typeof step>[]) => treeOf(spans).map(({ span, depth }) => `${depth}${span.spanId}`);

test('children stand behind their parent, by start', () => {
  expect(shape([step('c', 'a', 3), step('b', 'a', 2), step('a', null, 1), step('d', 'b', 4)])).toEqual(['0a', '1b', '2d', '1c']);
});

test('a step without its parent stands at the top, and a circle is cut', () => {
  expect(shape([step('b', 'gone', 2), step('a', null, 1)])).toEqual(['0a', '0b']);
  expect(shape([step('a', 'b', 1), step('b', 'a', 2)])).toEqual(['0a', '1b']);
});
