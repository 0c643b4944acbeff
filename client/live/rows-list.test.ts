import { expect, test } from 'vitest';
import { addPage, applyMoves, dropRows, type RowMove, type RowsList } from './rows-list.ts';

interface Row {
  id: string;
  text?: string;
}
const rows = (...numbers: number[]): Row[] => numbers.map((number) => ({ id: `Row_${number}` }));
const list = (order: RowsList<Row>['order'], hasMore: boolean, ...numbers: number[]): RowsList<Row> => ({
  rows: rows(...numbers),
  hasMore,
  order,
});
const move = (kind: RowMove<Row>['kind'], number: number, text?: string): RowMove<Row> => ({
  kind,
  rowId: `Row_${number}`,
  row: { id: `Row_${number}`, text },
});
const numbers = (one: RowsList<Row>) => one.rows.map((row) => Number(row.id.slice(4)));

test('a row that enters takes its place by number', () => {
  expect(numbers(applyMoves(list('POSITION', false, 1, 9, 20), [move('ENTERED', 10)]))).toEqual([1, 9, 10, 20]);
  expect(numbers(applyMoves(list('NEWEST', false, 20, 9, 1), [move('ENTERED', 10)]))).toEqual([20, 10, 9, 1]);
  expect(numbers(applyMoves(list('POSITION', false, 1), [move('ENTERED', 100)]))).toEqual([1, 100]);
});

test('what belongs behind the part that is loaded is left for its page', () => {
  expect(numbers(applyMoves(list('POSITION', true, 1, 2), [move('ENTERED', 3)]))).toEqual([1, 2]);
  expect(numbers(applyMoves(list('NEWEST', true, 9, 8), [move('ENTERED', 10), move('ENTERED', 7)]))).toEqual([10, 9, 8]);
});

test('the same changes twice do no harm', () => {
  const moves = [move('ENTERED', 2, 'a'), move('CHANGED', 2, 'b'), move('LEFT', 1)];
  const once = applyMoves(list('POSITION', false, 1, 3), moves);
  expect(applyMoves(once, moves)).toEqual(once);
  expect(once.rows).toEqual([{ id: 'Row_2', text: 'b' }, { id: 'Row_3' }]);
});

test('by last change, what changes goes to the top', () => {
  expect(numbers(applyMoves(list('RECENTLY_UPDATED', true, 5, 4), [move('CHANGED', 4), move('ENTERED', 1)]))).toEqual([1, 4, 5]);
});

test('a removed row leaves, though there is no row to show', () => {
  expect(numbers(applyMoves(list('POSITION', false, 1, 2), [{ kind: 'LEFT', rowId: 'Row_1', row: null }]))).toEqual([2]);
});

test('a page does not double what came by the feed', () => {
  expect(numbers(addPage(list('POSITION', true, 1, 2), rows(2, 3), false))).toEqual([1, 2, 3]);
  expect(numbers(dropRows(list('POSITION', false, 1, 2, 3), ['Row_2', 'Row_9']))).toEqual([1, 3]);
});
