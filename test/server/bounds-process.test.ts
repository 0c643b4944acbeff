import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { numberOf } from '@docket/schema/ids.ts';
import { connect } from '@docket/prisma/connect.ts';
import type { Person } from '../kit/stack.ts';
import { startStack } from '../kit/stack.ts';
import { seedQueue } from '../queue/kit.ts';

const refusedBy = async (url: string, headers: Record<string, string>): Promise<number | undefined> => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }];
  return response.statusCode;
};

const cookie = (person: Person) => ({ cookie: `docket_session=${person.secret}` });

test('a write that waits for a lock too long is told so, nothing of it is done, and the next goes through', async ({ onTestFinished }) => {
  const stack = await startStack({ env: { DOCKET_LOCK_SECONDS: '0.5', DOCKET_STATEMENT_SECONDS: '20' } });
  onTestFinished(() => stack.stop());
  const bench = await seedQueue(stack, { rows: 30 });
  const { datasetId, rowIds, ada, bo } = bench;
  const other = await connect(stack.db.url);
  onTestFinished(() => other.end());
  await other.query('BEGIN');
  await other.query('SELECT lock_dataset($1)', [numberOf('Dataset', datasetId)]);
  const write = (rowId: string, n: number) =>
    [ada, bo][n % 2]!.client.result('mutation ($input: ClaimRowInput!) { claimRow(input: $input) { __typename } }', { input: { rowId } });
  const started = Date.now();
  // The first is under way, the others wait beside it: they are one batch, and given up as one, not one after another.
  const answers = await Promise.all(rowIds.map(write));
  for (const answer of answers) expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: 'TIMEOUT' } }] });
  expect(Date.now() - started).toBeLessThan(8_000);
  await other.query('COMMIT');
  expect((await ada.rows(datasetId, { claim: 'CLAIMED' })).nodes).toEqual([]);
  expect((await ada.claim({ datasetId, count: 3 })).claims).toHaveLength(3);
});

test('a statement that takes too long is told so', async ({ onTestFinished }) => {
  const stack = await startStack({ env: { DOCKET_LOCK_SECONDS: '20', DOCKET_STATEMENT_SECONDS: '0.3' } });
  onTestFinished(() => stack.stop());
  const { datasetId, rowIds, ada } = await seedQueue(stack, { rows: 1 });
  const other = await connect(stack.db.url);
  onTestFinished(() => other.end());
  await other.query('BEGIN');
  await other.query('SELECT lock_dataset($1)', [numberOf('Dataset', datasetId)]);
  const input = { rowId: rowIds[0], version: 1, values: { annotation: 'late' } };
  const document = 'mutation ($input: AnnotateRowInput!) { annotateRow(input: $input) { __typename } }';
  expect(await ada.client.result(document, { input })).toMatchObject({ errors: [{ extensions: { code: 'TIMEOUT' } }] });
  await other.query('COMMIT');
  expect((await ada.rows(datasetId)).nodes).toMatchObject([{ version: 1, values: { annotation: null } }]);
});

test('a process has so many sockets in all, and takes others when some have gone', async ({ onTestFinished }) => {
  const stack = await startStack({ env: { DOCKET_SOCKETS: '2' } });
  onTestFinished(() => stack.stop());
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const clients = [stack.as(ada), stack.as(ada)];
  const project = await stack.project([[ada, 'VIEWER']]);
  const streams = clients.map((client) => client.subscribe(`subscription { spansImported(projectId: "${project.id}") { count } }`).next());
  for (const stream of streams) stream.catch(() => undefined);
  await expect.poll(() => refusedBy(stack.url, cookie(bo)), { timeout: 5000 }).toBe(503);
  await clients[0]!.close();
  await expect
    .poll(
      async () =>
        (
          await stack
            .as(bo)
            .result<object>('{ viewer { user { name } } }', {}, 'ws')
            .catch(() => null)
        )?.data,
      { timeout: 5000 },
    )
    .toEqual({ viewer: { user: { name: 'Bo' } } });
});

test('one who does not read what is sent is cut off when too much waits for them, and one for whom nothing waits is not', async ({
  onTestFinished,
}) => {
  const env = { DOCKET_SOCKET_BUFFER_BYTES: '100000', DOCKET_SOCKET_BEAT_SECONDS: '0.5', DOCKET_SOCKETS_PER_PERSON: '1' };
  const stack = await startStack({ env });
  onTestFinished(() => stack.stop());
  const { datasetId, people } = await seedQueue(stack, { rows: 40, values: () => ({ question: 'x'.repeat(20_000) }) });
  /** Somebody who says that they are there, and reads nothing. */
  async function deaf(person: Person): Promise<WebSocket> {
    const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: cookie(person) });
    socket.on('error', () => undefined);
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    socket.pause();
    const talking = setInterval(() => socket.readyState === WebSocket.OPEN && socket.pong(), 50);
    onTestFinished(() => {
      clearInterval(talking);
      socket.terminate();
    });
    return socket;
  }
  const [ada] = await Promise.all([deaf(people.ada), deaf(people.bo)]);
  // Some 30 MB, far more than the system keeps for a connection.
  const query = `{ dataset(id: "${datasetId}") { rows(first: 40) { nodes { values } } } }`;
  for (let n = 0; n < 40; n++) ada.send(JSON.stringify({ id: String(n), type: 'subscribe', payload: { query } }));
  // One socket a person: there is room for another when the first is gone.
  const another = async (person: Person) =>
    (
      await stack
        .as(person)
        .result<object>('{ viewer { user { name } } }', {}, 'sse')
        .catch(() => null)
    )?.data &&
    (await stack.as(person).result<object>(`subscription { queueSizes(datasetId: "${datasetId}", groupBy: []) { exact } }`, {}, 'sse'))
      .data;
  await expect.poll(() => another(people.ada), { timeout: 15_000, interval: 100 }).toMatchObject({ queueSizes: { exact: true } });
  expect(await another(people.bo)).toBeFalsy();
});
