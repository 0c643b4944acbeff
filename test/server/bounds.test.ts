import { expect, test as base } from 'vitest';
import type { Client } from '../kit/client.ts';
import { startStack } from '../kit/stack.ts';
import { watch } from '../kit/watch.ts';

const transports = ['http', 'sse', 'ws'] as const;

/** Small bounds, and no introspection, as in production. */
const test = base.extend('stack', { scope: 'file' }, async ({}, { onCleanup }) => {
  const stack = await startStack({
    env: {
      DOCKET_INTROSPECTION: 'false',
      DOCKET_DOCUMENT_BYTES: '2000',
      DOCKET_DOCUMENT_DEPTH: '6',
      DOCKET_DOCUMENT_FIELDS: '30',
      DOCKET_DOCUMENT_ALIASES: '5',
      DOCKET_DOCUMENT_DIRECTIVES: '5',
      DOCKET_BODY_BYTES: '20000',
      DOCKET_FRAME_BYTES: '20000',
      DOCKET_SUBSCRIPTIONS_PER_SOCKET: '3',
      DOCKET_SOCKETS_PER_PERSON: '2',
    },
  });
  onCleanup(() => stack.stop());
  return stack;
});

const me = 'viewer { user { name } }';
const nested = (depth: number): string => (depth === 0 ? 'id' : `project { members { ${depth === 1 ? 'role' : nested(depth - 1)} } }`);

const refused: [what: string, document: string, code: string][] = [
  ['a document that is no GraphQL', '{ viewer {', 'GRAPHQL_PARSE_FAILED'],
  ['a field that is not there', '{ viewer { password } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['too many bytes', `{ ${me} } # ${'x'.repeat(2000)}`, 'DOCUMENT_TOO_LARGE'],
  ['too many tokens', `{ ${'viewer{user{id}}'.repeat(110)} }`, 'GRAPHQL_PARSE_FAILED'],
  ['too deep a tree', `{ viewer { memberships { ${nested(3)} } } }`, 'DOCUMENT_TOO_LARGE'],
  [
    'too deep a tree in fragments',
    `{ viewer { memberships { ...A } } } fragment A on Member { ${nested(2)} ...B } fragment B on Member { project { members { project { members { role } } } } }`,
    'DOCUMENT_TOO_LARGE',
  ],
  [
    'too many aliases',
    `{ ${'abcdef'
      .split('')
      .map((name) => `${name}: viewer { user { id } }`)
      .join(' ')} }`,
    'DOCUMENT_TOO_LARGE',
  ],
  [
    'too many aliases of __typename',
    `{ ${'abcdef'
      .split('')
      .map((name) => `${name}: __typename`)
      .join(' ')} }`,
    'DOCUMENT_TOO_LARGE',
  ],
  [
    'too many directives',
    `{ ${me} ${'abcdef'
      .split('')
      .map(() => '... @include(if: true) { __typename }')
      .join(' ')} }`,
    'DOCUMENT_TOO_LARGE',
  ],
  [
    'fragments that double one another',
    `{ viewer { ...A ...A } } ${'ABCDEFGH'
      .split('')
      .map((name, at) => `fragment ${name} on Viewer { user { id } ${at < 7 ? `...${'BCDEFGH'[at]} ...${'BCDEFGH'[at]}` : ''} }`)
      .join(' ')}`,
    'DOCUMENT_TOO_LARGE',
  ],
  ['introspection', '{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'introspection in a fragment beside something harmless',
    `{ ${me} ...I } fragment I on Query { __type(name: "User") { name } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['two operations and no name', `query A { ${me} } query B { ${me} }`, 'OPERATION_RESOLUTION_FAILURE'],
  ['nothing', '', 'GRAPHQL_PARSE_FAILED'],
];

for (const transport of transports) {
  test.for(refused)(`refuses %s over ${transport}`, async ([, document, code], { stack }) => {
    const client = stack.as(await stack.person('Ada'));
    const { data, errors } = await client.result(document, {}, transport);
    expect(data ?? null).toBeNull();
    expect(errors?.[0]).toMatchObject({ extensions: { code } });
    expect(errors!.length).toBeLessThanOrEqual(11);
    // The connection is as good as before.
    expect(await client.result(`{ ${me} }`, {}, transport)).toEqual({ data: { viewer: { user: { name: 'Ada' } } } });
    await client.close();
  });

  test(`lets __typename and ordinary documents through over ${transport}`, async ({ stack }) => {
    const client = stack.as(await stack.person('Ada'));
    expect(await client.result('{ __typename viewer { __typename } }', {}, transport)).toEqual({
      data: { __typename: 'Query', viewer: { __typename: 'Viewer' } },
    });
    await client.close();
  });

  test(`tells what is wrong with variables over ${transport}`, async ({ stack }) => {
    const client = stack.as(await stack.person('Ada'));
    const { errors } = await client.result('query($slug: String!) { project(slug: $slug) { id } }', { slug: 7 }, transport);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors![0]!.message).toContain('String cannot represent a non string value: 7');
    await client.close();
  });
}

test('a subscription needs a transport that can bring more than one answer', async ({ stack }) => {
  const ada = await stack.person('Ada');
  const project = await stack.project([[ada, 'VIEWER']]);
  const document = `subscription { spansImported(projectId: "${project.id}") { count } }`;
  const { errors } = await stack.as(ada).result(document);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  expect(errors![0]!.message).toContain('text/event-stream');
});

test('a body over its bound is refused, told or not how long it is', async ({ stack }) => {
  const client = stack.as(null);
  const body = JSON.stringify({ query: `{ ${me} }`, variables: { x: 'x'.repeat(30_000) } });
  const headers = { 'content-type': 'application/json' };
  expect((await client.request('/graphql', { method: 'POST', headers, body })).status).toBe(413);
  const stream = new Blob([body]).stream();
  expect((await client.request('/graphql', { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit)).status).toBe(413);
});

test('a frame over its bound ends that socket and no other', async ({ stack }) => {
  const ada = await stack.person('Ada');
  const [big, small] = [stack.as(ada), stack.as(ada)];
  const project = await stack.project([[ada, 'VIEWER']]);
  const watching = watch(small, project.id);
  await watching.open;
  await big.result(`query($x: String) { ${me} }`, { x: 'x'.repeat(30_000) }, 'ws').catch(() => undefined);
  expect(big.closings[0]).toBe(1009);
  stack.servers[0]!.services.signals.send('spans', { projectId: project.number, count: 1 });
  expect(await watching.ended).toMatchObject({ value: { spansImported: { count: 1 } } });
  await Promise.all([big.close(), small.close()]);
});

test('one socket carries so many operations, and one more is an error of its own', async ({ stack }) => {
  const ada = await stack.person('Ada');
  const project = await stack.project([[ada, 'VIEWER']]);
  const client = stack.as(ada);
  const document = `subscription { spansImported(projectId: "${project.id}") { count } }`;
  const three = [1, 2, 3].map(() => client.subscribe<{ spansImported: { count: number } }>(document).next());
  expect((await client.result(document, {}, 'ws')).errors).toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
  const telling = setInterval(() => stack.servers[0]!.services.signals.send('spans', { projectId: project.number, count: 2 }), 20);
  expect((await Promise.all(three)).map(({ value }) => value)).toEqual(Array(3).fill({ spansImported: { count: 2 } }));
  clearInterval(telling);
  expect(client.closings).toEqual([]);
  await client.close();
});

test('one person has so many sockets and streams at once', async ({ stack }) => {
  const [ada, bo] = [await stack.person('Ada'), await stack.person('Bo')];
  const project = await stack.project([
    [ada, 'VIEWER'],
    [bo, 'VIEWER'],
  ]);
  const document = `subscription { spansImported(projectId: "${project.id}") { count } }`;
  const clients: Client[] = [stack.as(ada), stack.as(ada), stack.as(ada), stack.as(bo)];
  await Promise.all([watch(clients[0]!, project.id).open, watch(clients[1]!, project.id, 'sse').open]);
  expect((await clients[2]!.result(document, {}, 'sse')).errors).toMatchObject([{ extensions: { code: 'TOO_MANY_CONNECTIONS' } }]);
  expect(await clients[3]!.result(`{ ${me} }`, {}, 'ws')).toMatchObject({ data: { viewer: { user: { name: 'Bo' } } } });
  await clients[0]!.close();
  await expect.poll(async () => (await clients[2]!.result(`{ ${me} }`, {}, 'ws')).data).toBeTruthy();
  await Promise.all(clients.map((client) => client.close()));
});
