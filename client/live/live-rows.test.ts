import { parse } from 'graphql';
import { Client, type Exchange, type Operation, type OperationResult } from 'urql';
import { expect, test } from 'vitest';
import { filter, makeSubject, map, merge, mergeMap, pipe, type Subject } from 'wonka';
import type { LiveRowsState } from './live-rows-types.ts';
import { liveRows } from './live-rows.ts';

interface Row {
  id: string;
  text?: string;
}
type Changes = { cursor: string; changes: unknown[]; bulk: unknown[]; reload: string | null; columnsChanged: boolean; totalCount: object };

const page = parse('query Page { dataset { id } }');
const changes = parse('subscription Changes { queueChanged { cursor } }');
const count = (value: number) => ({ value, exact: true });
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A server of which the test says when it answers. */
function fakeServer() {
  const queries: { after: unknown; answer: (rows: number[], more: boolean, cursor: string) => void }[] = [];
  const feeds: { after: unknown; subject: Subject<OperationResult>; operation: Operation }[] = [];
  const exchange: Exchange = () => (operations$) =>
    merge([
      pipe(
        operations$,
        filter(({ kind }) => kind === 'query'),
        mergeMap((operation) => {
          const subject = makeSubject<OperationResult>();
          queries.push({
            after: operation.variables?.after,
            answer(numbers, hasNextPage, feedCursor) {
              const nodes = numbers.map((number) => ({ id: `Row_${number}` }));
              const rows = { nodes, pageInfo: { hasNextPage, endCursor: `p${numbers.at(-1)}` }, totalCount: count(99), feedCursor };
              subject.next({ operation, data: { dataset: { rows } }, stale: false, hasNext: false });
            },
          });
          return subject.source;
        }),
      ),
      pipe(
        operations$,
        filter(({ kind }) => kind === 'subscription'),
        mergeMap((operation) => {
          const subject = makeSubject<OperationResult>();
          feeds.push({ after: operation.variables?.after, subject, operation });
          return pipe(
            subject.source,
            map((result) => result),
          );
        }),
      ),
    ]);
  const client = new Client({ url: 'http://none', preferGetMethod: false, exchanges: [exchange] });
  const tell = (change: Partial<Changes>) => {
    const feed = feeds.at(-1);
    const queueChanged = { cursor: 'c', changes: [], bulk: [], reload: null, columnsChanged: false, totalCount: count(1), ...change };
    if (feed) feed.subject.next({ operation: feed.operation, data: { queueChanged }, stale: false, hasNext: true });
  };
  return { client, queries, feeds, tell };
}

function start() {
  const server = fakeServer();
  let state: LiveRowsState<Row> | undefined;
  const live = liveRows<Row>(server.client, { datasetId: 'Dataset_1', page, changes }, (next) => {
    state = next;
  });
  return { ...server, live, numbers: () => state?.rows.map((row) => Number(row.id.slice(4))), state: () => state };
}
const left = (number: number) => ({ kind: 'LEFT', rowId: `Row_${number}`, row: { id: `Row_${number}` } });

test('follows from the snapshot of the page', async () => {
  const { queries, feeds, tell, numbers, live } = start();
  queries[0]?.answer([1, 2, 3], false, 'c7');
  await settle();
  expect(feeds[0]?.after).toBe('c7');
  tell({ changes: [left(2)] });
  expect(numbers()).toEqual([1, 3]);
  live.stop();
});

test('what happened while the next page was on its way is not undone by it', async () => {
  const { queries, tell, numbers, live } = start();
  queries[0]?.answer([1, 2], true, 'c7');
  await settle();
  live.more();
  tell({ changes: [left(3)] });
  queries[1]?.answer([3, 4], false, 'c8');
  await settle();
  expect(numbers()).toEqual([1, 2, 4]);
  live.stop();
});

test('told to reload, it loads as much as was there and follows from the new snapshot', async () => {
  const { queries, feeds, tell, numbers, state, live } = start();
  queries[0]?.answer([1, 2], true, 'c7');
  await settle();
  tell({ reload: 'CURSOR_TOO_OLD' });
  await settle();
  expect(numbers()).toEqual([1, 2]);
  queries[1]?.answer([5], true, 'c50');
  await settle();
  expect(queries[2]?.after).toBe('p5');
  queries[2]?.answer([6], false, 'c51');
  await settle();
  expect(numbers()).toEqual([5, 6]);
  expect(feeds.at(-1)?.after).toBe('c50');
  expect(state()?.phase).toBe('ready');
  live.stop();
});

test('a bulk change takes away what left and loads what came', async () => {
  const { queries, tell, numbers, live } = start();
  queries[0]?.answer([1, 2, 3], false, 'c7');
  await settle();
  tell({ bulk: [{ left: ['Row_1', 'Row_2'], enteredCount: 0, changedCount: 0, leftCount: 2 }] });
  await settle();
  expect(numbers()).toEqual([3]);
  expect(queries).toHaveLength(1);
  tell({ bulk: [{ left: [], enteredCount: 2, changedCount: 0, leftCount: 0 }] });
  await settle();
  expect(queries).toHaveLength(2);
  live.stop();
});

test('bulk changes that come while it loads are loaded once, afterwards', async () => {
  const { queries, tell, numbers, live } = start();
  queries[0]?.answer([1], false, 'c7');
  await settle();
  const bulk = [{ left: [], enteredCount: 1, changedCount: 0, leftCount: 0 }];
  tell({ bulk });
  tell({ bulk });
  tell({ bulk });
  await settle();
  expect(queries).toHaveLength(2);
  queries[1]?.answer([1, 2], false, 'c9');
  await settle();
  expect(numbers()).toEqual([1, 2]);
  expect(queries).toHaveLength(3);
  queries[2]?.answer([1, 2, 3], false, 'c10');
  await settle();
  expect(numbers()).toEqual([1, 2, 3]);
  expect(queries).toHaveLength(3);
  live.stop();
});

test('what left in bulk does not come back with the next page', async () => {
  const { queries, tell, numbers, live } = start();
  queries[0]?.answer([1, 2], true, 'c7');
  await settle();
  live.more();
  tell({ bulk: [{ left: ['Row_3', 'Row_1'], enteredCount: 0, changedCount: 0, leftCount: 2 }] });
  queries[1]?.answer([3, 4], false, 'c8');
  await settle();
  expect(numbers()).toEqual([2, 4]);
  live.stop();
});
