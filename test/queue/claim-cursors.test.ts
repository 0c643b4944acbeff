import { expect, test } from 'vitest';
import { ClaimCursors } from '@docket/schema/queue/claim-cursors.ts';
import type { QueueItem, Reply } from '@docket/schema/queue/queue-item.ts';

const dataset = 1;
const claim: QueueItem = {
  op: 'claim',
  by: 1,
  count: 1,
  seconds: 60,
  limit: 0,
  known: 1,
  stages: [{ combos: [7, 9], sql: null, params: [], readsCells: false }],
};

function at(from: number) {
  let now = 0;
  const cursors = new ClaimCursors(() => now);
  const fromNow = (): number | undefined => {
    const placed = cursors.placed(dataset, claim);
    return placed.op === 'claim' ? placed.stages[0]!.from : undefined;
  };
  const after = (froms: number[], back: number | null, took = 1) => {
    const replies: Reply[] = [{ ok: { claims: [], froms } }];
    cursors.after(dataset, [cursors.placed(dataset, claim)], replies, { back, took });
  };
  after([from], null);
  return { fromNow, after, sleep: (ms: number) => (now += ms) };
}

test('claims go on from where the last were dealt, and back to a row that came back behind it', () => {
  const { fromNow, after } = at(200);
  expect(fromNow()).toBe(200);
  after([210], null);
  expect(fromNow()).toBe(210);
  // What is changed further on moves nothing; what comes back is the next to be looked at.
  after([210], 300);
  expect(fromNow()).toBe(210);
  after([220], 150);
  expect(fromNow()).toBe(149);
});

test('it is looked from the start once a second, and less often where that takes long', () => {
  const { fromNow, after, sleep } = at(200);
  sleep(1001);
  expect(fromNow()).toBe(0);
  // One at a time.
  expect(fromNow()).toBe(200);
  sleep(1001);
  after([200], null, 100);
  sleep(1001);
  expect(fromNow()).toBe(200);
  sleep(1000);
  expect(fromNow()).toBe(0);
});
