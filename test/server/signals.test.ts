import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { SignalName, SignalPayloads } from '@docket/schema/feed/signals.ts';
import { makeLog } from '@docket/server/log.ts';
import { openSignals, type OpenSignals } from '@docket/server/signals.ts';
import { test as base } from '../kit/database.ts';

const log = makeLog({ logLevel: 'silent' });

/** Two processes on one database, as far as signals go, and what each of them heard. */
const test = base.extend('pair', async ({ db }, { onCleanup }) => {
  const open = async () => {
    const signals = await openSignals({ url: db.url, log });
    const heard: [SignalName, unknown][] = [];
    for (const name of ['dataset', 'structure', 'spans', 'progress', 'access', 'presence', 'openRow'] as const) {
      signals.on(name, (payload: SignalPayloads[typeof name]) => heard.push([name, payload]));
    }
    return { signals, heard };
  };
  const [one, two] = [await open(), await open()];
  onCleanup(async () => {
    await one.signals.stop();
    await two.signals.stop();
  });
  return { one, two };
});

let marks = 0;

/** Everything sent before it has arrived when this one has. Each has a number of its own: the sender hears it too. */
async function settled(from: OpenSignals, heard: [SignalName, unknown][]): Promise<void> {
  const userId = -(marks += 1);
  from.send('access', { userId });
  await expect.poll(() => heard.at(-1)).toEqual(['access', { userId }]);
  heard.pop();
}

test('a process hears its own signals within the call, and once; others within milliseconds', async ({ pair: { one, two } }) => {
  one.signals.send('access', { userId: 7 });
  expect(one.heard).toEqual([['access', { userId: 7 }]]);
  const begun = performance.now();
  while (two.heard.length === 0) await sleep(1);
  expect(performance.now() - begun).toBeLessThan(200);
  expect(two.heard).toEqual([['access', { userId: 7 }]]);
  await settled(two.signals, one.heard);
  expect(one.heard).toEqual([['access', { userId: 7 }]]);
});

test('says once what is said many times in a tick, and loses nothing else', async ({ pair: { one, two } }) => {
  for (let n = 0; n < 1000; n += 1) one.signals.send('dataset', { datasetId: n % 3 });
  for (let n = 0; n < 10; n += 1) one.signals.send('spans', { projectId: 1, count: 5 });
  one.signals.send('progress', { id: 'a', userId: 1, done: 1, total: 9, finished: false });
  one.signals.send('progress', { id: 'a', userId: 1, done: 9, total: 9, finished: true });
  for (let n = 0; n < 10; n += 1) one.signals.send('access', { tokenId: n });
  await settled(one.signals, two.heard);
  expect(two.heard).toEqual([
    ['dataset', { datasetId: 0 }],
    ['dataset', { datasetId: 1 }],
    ['dataset', { datasetId: 2 }],
    ['spans', { projectId: 1, count: 50 }],
    ['progress', { id: 'a', userId: 1, done: 9, total: 9, finished: true }],
    ...Array.from({ length: 10 }, (_, n) => ['access', { tokenId: n }]),
  ]);
});

test('carries what is longer than one NOTIFY, in any writing', async ({ pair: { one, two } }) => {
  const clients = Array.from({ length: 400 }, (_, n) => ({
    clientId: `tab “${n}” 審查 🙂`,
    userId: n,
    rowId: n % 2 ? n : null,
    since: new Date(n).toISOString(),
  }));
  const presence = { from: 'one', datasetId: 1, clients };
  expect(JSON.stringify(presence).length).toBeGreaterThan(20_000);
  one.signals.send('presence', presence);
  two.signals.send('presence', { ...presence, from: 'two' });
  for (let n = 0; n < 500; n += 1) one.signals.send('openRow', { datasetId: n, clientId: 'é'.repeat(40), userId: 1, rowId: n });
  await settled(one.signals, two.heard);
  await settled(two.signals, one.heard);
  expect(two.heard.filter(([name]) => name === 'openRow')).toHaveLength(500);
  expect(two.heard).toContainEqual(['presence', presence]);
  expect(one.heard).toContainEqual(['presence', { ...presence, from: 'two' }]);
});

test('comes back after a lost connection, and says that there was a gap', async ({ pair: { one, two }, db }) => {
  let gaps = 0;
  two.signals.onGap(() => (gaps += 1));
  await db.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name IN ('docket listen', 'docket signals') AND datname = current_database()`,
  );
  await expect.poll(() => gaps, { timeout: 5000 }).toBe(1);
  two.heard.length = 0;
  await expect
    .poll(() => {
      one.signals.send('dataset', { datasetId: 5 });
      return two.heard.length;
    })
    .toBeGreaterThan(0);
});

test('one who hears badly does not deafen the others', async ({ pair: { one } }) => {
  const heard: unknown[] = [];
  one.signals.on('spans', () => {
    throw new Error('no');
  });
  const off = one.signals.on('spans', (payload) => heard.push(payload));
  one.signals.send('spans', { projectId: 1, count: 1 });
  off();
  one.signals.send('spans', { projectId: 1, count: 2 });
  expect(heard).toEqual([{ projectId: 1, count: 1 }]);
});
