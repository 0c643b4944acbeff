import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Database } from '@docket/prisma/database.ts';
import type { Role } from '@docket/prisma/generated/client/enums.ts';
import type { Services } from '@docket/schema/context.ts';
import { addColumn } from '@docket/schema/datasets/change-columns.ts';
import { addRows } from '@docket/schema/datasets/add-rows.ts';
import { disarm, rearm } from '@docket/schema/datasets/files/csv-cells.ts';
import { exportRows } from '@docket/schema/datasets/files/export-rows.ts';
import { everything } from '@docket/schema/queue/filter/row-filter.ts';
import { handleFiles } from '@docket/server/files/files.ts';
import { test as withDatabase } from '../kit/database.ts';
import { eventsOf, processes, rowsOf, shapeNow, sizesOf, someDataset, type Process } from './kit.ts';

/** Tries again while the server has too many files under way, as it asks. */
async function patiently<T extends { status: number }>(send: () => Promise<T>): Promise<T> {
  for (;;) {
    const reply = await send();
    if (reply.status !== 503) return reply;
    await sleep(50);
  }
}

type Files = ReturnType<typeof handleFiles>;

const handlers = new Map<string, Files>();
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const files = handlers.get(String(request.headers['x-test']));
    void files?.(request, response).then(
      (handled) => void (handled || response.writeHead(404).end()),
      () => void response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const columns = [
  ['text', 'INPUT', 'TEXT'],
  ['number', 'INPUT', 'NUMBER'],
  ['yes', 'INPUT', 'BOOLEAN'],
  ['json', 'OUTPUT', 'JSON'],
] as const;

/** A dataset behind the files' handler, and somebody with a role in its project. */
async function open(
  db: Database,
  { limits = {}, role = 'REVIEWER', bare = false }: { limits?: Partial<Process['limits']>; role?: Role | null; bare?: boolean } = {},
) {
  const dataset = await someDataset(db);
  const [services] = processes(db, 1, limits);
  if (!bare)
    for (const [key, columnRole, type] of columns)
      await addColumn(services!, { ...dataset, key, role: columnRole, type, limits: services!.limits });
  const { projectId, actorId, datasetId } = dataset;
  const roles = new Map(role ? [[projectId, role] as const] : []);
  const viewer = { id: actorId, name: '', email: '', roles, via: { kind: 'session', id: 1 } } as const;
  handlers.set(
    String(datasetId),
    handleFiles(services as unknown as Services, async ({ headers }) => (headers['authorization'] ? viewer : null)),
  );
  const headers = { 'x-test': String(datasetId), authorization: 'yes' };
  const path = `${url}/api/datasets/Dataset_${datasetId}`;
  const send = (body: string | Uint8Array<ArrayBuffer> | ReadableStream, type = 'text/csv', query = ''): Promise<Response> =>
    fetch(`${path}/rows${query}`, { method: 'POST', body, headers: { ...headers, 'content-type': type }, duplex: 'half' } as RequestInit);
  return {
    ...dataset,
    services: services!,
    path,
    headers,
    send,
    post: async (...args: Parameters<typeof send>) => {
      const response = await send(...args);
      return {
        status: response.status,
        ...((await response.json()) as {
          added?: number;
          ignored?: string[];
          error?: string;
          problems?: { line: number; column: string; reason: string }[];
        }),
      };
    },
    get: (format: 'csv' | 'jsonl', query = '') => fetch(`${path}/rows.${format}${query}`, { headers }),
  };
}

const test = withDatabase;

describe('an uploaded CSV', () => {
  test('is read by its header, by key or title, and by the columns’ types', async ({ db }) => {
    const { datasetId, post } = await open(db);
    const csv =
      '\ufefftext,NUMBER,Yes,json,Feedback category,annotation\r\n"a, ""b""\r\nc",-1.5e3,TRUE,"{""a"":[1]}",off-topic,\r\n,,,,,""\r\n\r\n\'=1+1,7,false,"""text""",,ok\r\n';
    expect(await post(csv)).toEqual({ status: 200, added: 3, ignored: [] });
    expect(await rowsOf(db, datasetId)).toMatchObject([
      { text: 'a, "b"\r\nc', number: -1500, yes: true, json: { a: [1] }, feedback_category: 'off-topic', annotation: null },
      { text: null, number: null, yes: null, json: null, feedback_category: null, annotation: '' },
      { text: '=1+1', number: 7, yes: false, json: 'text', feedback_category: null, annotation: 'ok' },
    ]);
    expect((await eventsOf(db, datasetId)).filter(({ kind }) => kind === 'added')).toHaveLength(1);
    const { told, counted } = await sizesOf(db, datasetId);
    expect(told).toBe(counted);
  });

  test('is refused as a whole, with every problem by its line', async ({ db }) => {
    const { datasetId, post } = await open(db);
    const csv = 'text,number,yes,json,priority\nfine,1,true,1,high\n"two\nlines",1,000,true,1,low\n';
    expect((await post(csv)).problems).toEqual([{ line: 3, column: '', reason: 'has 6 cells; the header has 5.' }]);
    const bad =
      'text,number,yes,json,priority\nfine,1,true,1,high\n\n"two\nlines",one,maybe,{,urgent\nfine,2,false,"[]",low\nx,NaN,true,1,low\nx\u0000,1,2,1,low\n';
    const { status, problems } = await post(bad);
    expect(status).toBe(400);
    expect(problems!.map(({ line, column }) => [line, column])).toEqual([
      [4, 'json'],
      [7, 'number'],
      [8, 'text'],
      [8, 'yes'],
    ]);
    expect(await rowsOf(db, datasetId)).toEqual([]);
  });

  const refused: [what: string, body: string | Uint8Array<ArrayBuffer>, line: number, reason: RegExp][] = [
    ['nothing', '', 1, /empty/],
    ['blank lines', '\n\n', 1, /empty/],
    ['an unknown column', 'text,nowhere\na,b\n', 2, /no such column/],
    ['a column twice', 'text,text\na,b\n', 1, /twice/],
    ['a column under two names', 'text,Text\na,b\n', 2, /twice/],
    ['a column without a name', 'text,,number\na,b,1\n', 1, /no name/],
    ['semicolons', 'text;number\na;1\n', 1, /commas/],
    ['too few cells', 'text,number\na\n', 2, /has 1 cells; the header has 2/],
    ['a quote that is not closed', 'text\n"a\n', 2, /not CSV/],
    ['a quote in the middle', 'text\na"b\n', 2, /not CSV/],
    ['Latin-1', new Uint8Array([...Buffer.from('text\ncaf'), 0xe9, 0x0a]), 1, /not UTF-8/],
    ['UTF-16', new Uint8Array(Buffer.from('\ufefftext\na\n', 'utf16le')), 1, /UTF-16/],
    ['a cut character', new Uint8Array([...Buffer.from('text\n'), 0xe2, 0x82]), 2, /not UTF-8/],
    ['a NUL', 'text\na\0b\n', 2, /NUL/],
    ['another kind of file', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe]), 1, /not UTF-8/],
  ];
  test.for(refused)('of %s is refused', async ([, body, line, reason], { db }) => {
    const { post, datasetId } = await open(db);
    const { status, problems, error } = await post(body);
    expect(status).toBe(400);
    expect(problems).toMatchObject([{ line, reason: expect.stringMatching(reason) as string }]);
    expect(error).toMatch(/Line/);
    expect(await rowsOf(db, datasetId)).toEqual([]);
  });

  test('with many problems names the first hundred', async ({ db }) => {
    const { post } = await open(db);
    expect((await post(`number\n${'x\n'.repeat(500)}`)).problems).toHaveLength(100);
  });

  test('without rows adds none', async ({ db }) => {
    const { post, datasetId } = await open(db);
    const events = await eventsOf(db, datasetId);
    expect(await post('text,number\n')).toEqual({ status: 200, added: 0, ignored: [] });
    expect(await eventsOf(db, datasetId)).toEqual(events);
  });

  test('that is too large is refused, told beforehand or not', async ({ db }) => {
    const { send, datasetId } = await open(db, { limits: { uploadBytes: 10_000 } });
    const body = `text\n${'x\n'.repeat(20_000)}`;
    const told = await send(body);
    expect([told.status, await told.json()]).toEqual([413, { error: expect.stringContaining('10000 bytes') as string, problems: [] }]);
    const streamed = await send(new Blob([body, body, body]).stream());
    expect(streamed.status).toBe(413);
    const cell = await (await open(db, { limits: { cellBytes: 10 } })).post('text\nlonger than it may be\n');
    expect(cell).toMatchObject({ status: 400, problems: [{ line: 2, column: 'text' }] });
    expect(await rowsOf(db, datasetId)).toEqual([]);
  });

  test('whose sender goes away writes nothing', async ({ db }) => {
    const { path, headers, datasetId, get } = await open(db);
    const request = httpRequest(`${path}/rows`, { method: 'POST', headers: { ...headers, 'content-type': 'text/csv' } });
    request.on('error', () => undefined);
    request.write('text\nsome\nrows\n');
    await sleep(50);
    request.destroy();
    await sleep(100);
    expect(await rowsOf(db, datasetId)).toEqual([]);
    expect((await get('csv')).status).toBe(200);
  });
});

describe('an uploaded JSON Lines', () => {
  test('keeps its types; the status is passed over, and told', async ({ db }) => {
    const { datasetId, post } = await open(db);
    const lines = [
      { text: 'a\u2028b', number: 1, yes: false, json: [null], annotation_status: 'filled', priority: 'low' },
      {},
      { text: null, json: 'x' },
    ];
    expect(await post(lines.map((line) => JSON.stringify(line)).join('\n\n'), 'application/x-ndjson')).toEqual({
      status: 200,
      added: 3,
      ignored: ['annotation_status'],
    });
    expect(await rowsOf(db, datasetId)).toMatchObject([
      { text: 'a\u2028b', number: 1, yes: false, json: [null], annotation_status: 'empty', priority: 'low' },
      { text: null },
      { text: null, json: 'x' },
    ]);
  });

  test('is refused by line', async ({ db }) => {
    const { post } = await open(db);
    const problemsOf = async (body: string) => (await post(body, 'application/x-ndjson')).problems;
    expect(await problemsOf('{"text":"a"}\n{"text":\n')).toMatchObject([
      { line: 2, reason: expect.stringContaining('not JSON') as string },
    ]);
    expect(await problemsOf('{"text":"a"}\n\n[1]\n')).toMatchObject([{ line: 3, reason: expect.stringContaining('no object') as string }]);
    expect(await problemsOf('{"text":1}\n{"number":"1","x":1}\n{"json":"\\u0000"}\n{"__proto__":1}')).toMatchObject([
      { line: 1, column: 'text' },
      { line: 2, column: 'x' },
      { line: 3, column: 'json' },
      { line: 4, column: '__proto__' },
    ]);
  });
});

describe('an upload', () => {
  test('gives an empty dataset its columns, if it is asked to', async ({ db }) => {
    const bare = await open(db, { bare: true });
    expect((await bare.post('User Query,output,Priority\na,b,high\n')).problems).toMatchObject([
      { column: 'User Query' },
      { column: 'output' },
    ]);
    expect((await bare.post('User Query,output,Priority\na,b,urgent\n', 'text/csv', '?createColumns=true')).status).toBe(400);
    expect((await shapeNow(db, bare.datasetId)).byKey.has('user_query')).toBe(false);
    expect(await bare.post('User Query,output,Priority\na,b,high\n', 'text/csv', '?createColumns=true')).toMatchObject({ added: 1 });
    expect(await rowsOf(db, bare.datasetId)).toMatchObject([{ user_query: 'a', output: 'b', priority: 'high' }]);
    expect((await eventsOf(db, bare.datasetId)).map(({ kind }) => kind)).toEqual(['columns', 'added']);

    const typed = await open(db, { bare: true });
    const lines = [
      { q: 'a', n: 1, ok: true, odd: 1 },
      { q: null, odd: 'x', late: {} },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n');
    expect(await typed.post(lines, 'application/x-ndjson', '?createColumns=true')).toMatchObject({ added: 2 });
    expect(
      (await shapeNow(db, typed.datasetId)).columns.filter(({ role }) => role === 'INPUT').map(({ key, type }) => [key, type]),
    ).toEqual([
      ['q', 'TEXT'],
      ['n', 'NUMBER'],
      ['ok', 'BOOLEAN'],
      ['odd', 'JSON'],
      ['late', 'JSON'],
    ]);
    // A dataset with columns gets none.
    expect((await typed.post('{"more":1}', 'application/x-ndjson', '?createColumns=true')).status).toBe(400);
  });

  test('wants a type that it knows, a role, and its own dataset', async ({ db }) => {
    const { send, path, headers } = await open(db);
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'text/csv; charset=iso-8859-1',
      '',
    ]) {
      expect((await send('text\na\n', type)).status, type).toBe(415);
    }
    expect((await fetch(`${path}/rows`, { method: 'POST', headers: { 'x-test': headers['x-test'] }, body: '' })).status).toBe(401);
    expect((await fetch(`${path}/rows`, { method: 'PUT', headers })).status).toBe(405);
    expect((await fetch(`${path}/rows.csv`, { method: 'POST', headers })).status).toBe(405);
    expect((await fetch(`${url}/api/datasets/Dataset_x/rows.csv`, { headers })).status).toBe(404);
    expect((await fetch(`${url}/api/datasets/Row_1/rows.csv`, { headers })).status).toBe(404);
    expect((await (await open(db, { role: 'VIEWER' })).send('text\na\n')).status).toBe(403);
    expect((await (await open(db, { role: null })).send('text\na\n')).status).toBe(404);
    expect((await (await open(db, { role: null })).get('csv')).status).toBe(404);
    expect((await (await open(db, { role: 'VIEWER' })).get('csv')).status).toBe(200);
  });

  test('of one file by eight at once adds it eight times over, and loses nothing', async ({ db }) => {
    const { datasetId, post } = await open(db);
    const body = `number,priority\n${Array.from({ length: 300 }, (_, n) => `${n},${['high', 'low'][n % 2]}\n`).join('')}`;
    const replies = await Promise.all(Array.from({ length: 8 }, () => patiently(() => post(body))));
    expect(replies.map(({ added }) => added)).toEqual(Array.from({ length: 8 }, () => 300));
    expect(await rowsOf(db, datasetId)).toHaveLength(2400);
    const { told, counted } = await sizesOf(db, datasetId);
    expect(told).toBe(counted);
  });
});

// Whatever Postgres can hold, and what spreadsheets, CSV and JSON make something of.
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '"',
        ',',
        ';',
        ' ',
        '\\',
        '\ufeff',
        '\u2028',
        '＝',
        '😀',
        'null',
        '""',
        '{}',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join('').replaceAll('\0', ''));
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n));
const json = fc.jsonValue({ maxDepth: 3 }).map(
  (value) =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll('\\u0000', '')
        .replace(/-0(?![.\d])/g, '0'),
    ) as unknown,
);
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 4 });
const anyRow = fc.record({
  text: maybe(nasty),
  number: maybe(number),
  yes: maybe(fc.boolean()),
  json: maybe(json),
  annotation: maybe(nasty),
  priority: maybe(fc.constantFrom('high', 'low')),
});

describe('an export', () => {
  test.for(['csv', 'jsonl'] as const)('as %s comes back as it was', async (format, { db }) => {
    const [from, to] = [await open(db), await open(db)];
    const clear = ({ datasetId, actorId }: typeof from) =>
      db.pool.query('SELECT remove_rows($1, $2, ARRAY(SELECT id FROM dataset_row WHERE dataset_id = $1))', [datasetId, actorId]);
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 20 }), async (rows) => {
        await Promise.all([clear(from), clear(to)]);
        await addRows(from.services, { ...from, rows });
        const file = await (await from.get(format)).text();
        const type = format === 'csv' ? 'text/csv' : 'application/x-ndjson';
        expect(await to.post(file, type)).toMatchObject({ status: 200, added: rows.length });
        const [before, after] = [await rowsOf(db, from.datasetId), await rowsOf(db, to.datasetId)];
        expect(before).toMatchObject(rows);
        expect(after).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });

  test('has no cell that a spreadsheet would run, and each text comes back from it', async () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(disarm(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(rearm(disarm(text))).toBe(text);
      }),
      { numRuns: 2000, examples: [['=cmd|calc'], ["'=1"], ["''"], ['-'], ['@SUM(A1)'], ["'quoted'"]] },
    );
  });

  test('disarms formulas, leaves numbers, and quotes every text', async ({ db }) => {
    const { get, services, ...dataset } = await open(db);
    await addRows(services, {
      ...dataset,
      rows: [{ text: '=HYPERLINK("x")', number: -5, yes: true, json: -1, annotation: 'a;=b', priority: 'high' }],
    });
    const response = await get('csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="Answers.csv"; filename*=UTF-8''Answers.csv`);
    expect(await response.text()).toBe(
      // What comes with a row stands before what reviewers write, whichever was made first.
      '"text","number","yes","json","annotation","feedback_category","expected_output","priority","annotation_status"\n' +
        `"'=HYPERLINK(""x"")",-5,true,"'-1","a;=b",,,"high","empty"\n`,
    );
  });

  test('is of one moment, whatever happens meanwhile', async ({ db }) => {
    const { services, ...dataset } = await open(db);
    await addRows(services, { ...dataset, rows: Array.from({ length: 1000 }, (_, n) => ({ number: n })) });
    const batches = exportRows(db, { shape: await shapeNow(db, dataset.datasetId), condition: everything });
    const first = (await batches.next()) as { value: unknown[] };
    await addRows(services, { ...dataset, rows: [{ number: -1, priority: 'high' }] });
    let count = first.value.length;
    for await (const batch of batches) count += batch.length;
    expect(count).toBe(1000);
  });

  test('waits for its reader, and lets go when the reader goes', async ({ db }) => {
    const { services, path, headers, ...dataset } = await open(db);
    for (let n = 0; n < 10; n++)
      await addRows(services, { ...dataset, rows: Array.from({ length: 1000 }, () => ({ text: 'x'.repeat(2000) })) });
    const exporting = async () =>
      (
        await db.pool.query<{ n: number }>(
          `SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'docket-export' AND datname = current_database()`,
        )
      ).rows[0]!.n;
    const request = httpRequest(`${path}/rows.csv`, { headers });
    const response = await new Promise<IncomingMessage>((resolve) => request.on('response', resolve).end());
    // Nothing is read: the file of 20 MB must not have gone into memory.
    await sleep(300);
    expect(await exporting()).toBe(1);
    response.destroy();
    for (let n = 0; n < 50 && (await exporting()) > 0; n++) await sleep(20);
    expect(await exporting()).toBe(0);
    const whole = await (await fetch(`${path}/rows.csv`, { headers })).text();
    expect(whole.split('\n')).toHaveLength(10_002);
  });
});
