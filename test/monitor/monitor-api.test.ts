import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, vi } from 'vitest';
import { importCommand } from '@docket/server/cli/import-command.ts';
import { test } from '../kit/stack.ts';

const Import = `mutation ImportSpans($input: ImportSpansInput!) {
  importSpans(input: $input) {
    __typename
    ... on ImportSpansPayload { added unchanged refused { index id code reason } }
    ... on Error { message }
  }
}`;
const Page = `query MonitorPage($slug: String!, $filter: SpanFilter, $orderBy: SpanOrder, $first: Int, $after: String) {
  project(slug: $slug) {
    spans(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount { value exact }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id spanId traceId status startedAt inputText outputText scores { name value } messages { role content } feedback rows { id } trace { spanId } } }
    }
  }
}`;

interface PageData {
  project: {
    spans: {
      totalCount: unknown;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      edges: { cursor: string; node: { id: string; spanId: string; trace: { spanId: string }[] } & Record<string, unknown> }[];
    };
  };
}
type Imported = { importSpans: { __typename: string; message?: string; added?: number } };

const steps = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `s${i}`,
    traceId: `t${i % 10}`,
    startedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString(),
    messages: [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: [{ type: 'text', text: `What   is\n${i}?` }] },
    ],
    output: { content: `It is ${i}.` },
    scores: { quality: i / 100 },
    ...(i % 2 && { feedback: 'NEGATIVE', status: 'ERROR' }),
  }));

describe('the API of the monitor', () => {
  test('takes spans in and shows them, a page in a handful of statements', async ({ stack }) => {
    const ada = await stack.person('Ada');
    const project = await stack.project([[ada, 'REVIEWER']]);
    const api = stack.as(ada);
    expect(await api.execute(Import, { input: { projectId: project.id, spans: [...steps(60), { id: 'bad', cost: -1 }, 7] } })).toEqual({
      importSpans: {
        __typename: 'ImportSpansPayload',
        added: 60,
        unchanged: 0,
        refused: [
          { index: 60, id: 'bad', code: 'INVALID', reason: 'cost: is below 0' },
          { index: 61, id: null, code: 'INVALID', reason: 'a span is a JSON object' },
        ],
      },
    });
    const statements: string[] = [];
    const { pool } = stack.servers[0]!.services.db;
    const watch = (client: { query: unknown }): void => {
      const query = client.query as (...args: unknown[]) => unknown;
      client.query = (...args: unknown[]) => {
        const [what] = args as [string | { text: string }];
        statements.push(typeof what === 'string' ? what : what.text);
        return query.apply(client, args);
      };
    };
    const watched = new WeakSet<object>();
    pool.on('acquire', (client) => {
      if (!watched.has(client)) watch(client);
      watched.add(client);
    });
    const { project: shown } = await api.execute<PageData>(Page, { slug: project.slug, first: 50 });
    expect(shown.spans.totalCount).toEqual({ value: 60, exact: true });
    expect(shown.spans.edges).toHaveLength(50);
    expect(shown.spans.edges[0]!.node).toMatchObject({
      spanId: 's59',
      traceId: 't9',
      status: 'ERROR',
      startedAt: '2026-01-01T00:00:59.000Z',
      inputText: 'What is 59?',
      outputText: 'It is 59.',
      scores: [{ name: 'quality', value: 0.59 }],
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'What   is\n59?' },
      ],
      feedback: 'NEGATIVE',
      rows: [],
    });
    expect(shown.spans.edges[0]!.node.trace.map(({ spanId }) => spanId)).toEqual(['s9', 's19', 's29', 's39', 's49', 's59']);
    // The page; the count with its transaction; the traces; the ids of rows. Not what looks for evaluators that run on spans.
    const own = statements.filter((text) => /span(?!_evaluator)/.test(text));
    expect(own).toHaveLength(4);
    const { project: next } = await api.execute<PageData>(Page, { slug: project.slug, first: 50, after: shown.spans.pageInfo.endCursor });
    expect(next.spans.edges.map(({ node }) => node.spanId)).toEqual(['s9', 's8', 's7', 's6', 's5', 's4', 's3', 's2', 's1', 's0']);
    expect(next.spans.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const one = await api.execute<{ span: { name: string } | null }>(
      'query One($id: ID!) { span(id: $id) { name attributes variables } }',
      { id: shown.spans.edges[0]!.node.id },
    );
    expect(one.span).toEqual({ name: 'model', attributes: {}, variables: {} });
  });

  test('filters, and refuses filters and cursors that are none', async ({ stack }) => {
    const ada = await stack.person('Ada');
    const project = await stack.project([[ada, 'ADMIN']]);
    const api = stack.as(ada);
    await api.execute(Import, {
      input: { projectId: project.id, spans: [{ id: 'a', attributes: { user: { plan: 'pro' } }, output: 'Größe' }, { id: 'b' }] },
    });
    const found = async (filter: unknown) =>
      (await api.execute<PageData>(Page, { slug: project.slug, filter })).project.spans.edges.map(({ node }) => node.spanId);
    expect(await found({ attributes: [{ key: 'user.plan', equals: 'pro' }] })).toEqual(['a']);
    expect(await found({ text: 'GRÖ' })).toEqual(['a']);
    expect(await found({ model: [], text: '', status: null })).toHaveLength(2);
    const code = async (variables: object) => (await api.result(Page, { slug: project.slug, ...variables })).errors?.[0]?.extensions?.code;
    expect(await code({ after: 'x' })).toBe('InvalidInput');
    expect(await code({ first: 201 })).toBe('InvalidInput');
    expect(await code({ filter: { attributes: [{ key: 'x' }] } })).toBe('InvalidFilter');
    expect(await code({ filter: { text: '\0' } })).toBe('InvalidFilter');
  });

  test('shows and takes nothing without the right', async ({ stack }) => {
    const [ada, vic, eve] = [await stack.person('Ada'), await stack.person('Vic'), await stack.person('Eve')];
    const project = await stack.project([
      [ada, 'OWNER'],
      [vic, 'VIEWER'],
    ]);
    await stack.as(ada).execute(Import, { input: { projectId: project.id, spans: [{ id: 'a' }] } });
    const input = { projectId: project.id, spans: [{ id: 'b' }] };
    expect(await stack.as(vic).execute<Imported>(Import, { input })).toMatchObject({ importSpans: { __typename: 'Forbidden' } });
    expect(await stack.as(eve).execute<Imported>(Import, { input })).toMatchObject({ importSpans: { __typename: 'NotFound' } });
    expect((await stack.as(null).result(Import, { input })).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(await stack.as(ada).execute<Imported>(Import, { input: { ...input, spans: Array(1001).fill({}) } })).toMatchObject({
      importSpans: { __typename: 'InvalidInput' },
    });
    const { project: seen } = await stack.as(vic).execute<PageData>(Page, { slug: project.slug });
    const id = seen.spans.edges[0]!.node.id;
    const One = 'query One($id: ID!) { span(id: $id) { id } }';
    expect(await stack.as(vic).execute(One, { id })).toEqual({ span: { id } });
    expect(await stack.as(eve).execute(One, { id })).toEqual({ span: null });
    expect(await stack.as(vic).execute(One, { id: 'Row_1' })).toEqual({ span: null });
    expect(await stack.as(eve).execute(Page, { slug: project.slug })).toEqual({ project: null });
    const events = stack
      .as(eve)
      .subscribe('subscription S($projectId: ID!) { spansImported(projectId: $projectId) { count } }', { projectId: project.id });
    await expect(events.next()).rejects.toThrow();
  });

  test('takes a file by `npm run import` with a token', async ({ stack }) => {
    const ada = await stack.person('Ada');
    const project = await stack.project([[ada, 'OWNER']]);
    const token = async (role: string) => {
      const Make =
        'mutation Make($input: CreateApiTokenInput!) { createApiToken(input: $input) { ... on CreateApiTokenPayload { secret } } }';
      const made = await stack
        .as(ada)
        .execute<{ createApiToken: { secret: string } }>(Make, { input: { projectId: project.id, name: role, role } });
      return made.createApiToken.secret;
    };
    const folder = await mkdtemp(join(tmpdir(), 'docket-import-'));
    const lines = [
      ...steps(1200),
      { id: 'huge', output: 'x'.repeat(1_040_000), error: 'x'.repeat(60_000) },
      { id: 's7', traceId: 't7', output: 'other' },
    ];
    await writeFile(join(folder, 'spans.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
    const said: string[] = [];
    const spies = (['log', 'error'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((text: unknown) => void said.push(String(text))),
    );
    const run = async (secret: string) =>
      importCommand(['spans.jsonl', '--project', project.slug], { INIT_CWD: folder, DOCKET_URL: stack.url, DOCKET_TOKEN: secret });
    try {
      expect(await run(await token('VIEWER'))).toBe(1);
      expect(said.splice(0).join()).toContain('This needs the role reviewer in the project.');
      expect(await run('dkt_nobody')).toBe(1);
      expect(said.splice(0).join()).toMatch(/does not know the token|Sign in first/);
      expect(await run(await token('REVIEWER'))).toBe(2);
      expect(said.join()).toContain('1,202 lines read: 1,200 spans added, 0 unchanged, 2 refused.');
      expect(said.join()).toContain('line 1201: is larger than the server takes in one request');
      expect(said.join()).toContain('line 1202: id: "s7" stands in line 8 with other content; that one was kept');
    } finally {
      for (const spy of spies) spy.mockRestore();
      await rm(folder, { recursive: true });
    }
  });

  test('tells who watches that spans came, the first at once and the rest together', async ({ stack }) => {
    const ada = await stack.person('Ada');
    const project = await stack.project([[ada, 'REVIEWER']]);
    const other = await stack.project([[ada, 'REVIEWER']]);
    const api = stack.as(ada);
    const events = api.subscribe<{ spansImported: { count: number } }>(
      'subscription S($projectId: ID!) { spansImported(projectId: $projectId) { count at } }',
      { projectId: project.id },
    );
    const first = events.next();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await api.execute(Import, { input: { projectId: other.id, spans: steps(7) } });
    await api.execute(Import, { input: { projectId: project.id, spans: steps(2) } });
    expect((await first).value).toMatchObject({ spansImported: { count: 2 } });
    await api.execute(Import, { input: { projectId: project.id, spans: steps(5) } });
    await api.execute(Import, { input: { projectId: project.id, spans: steps(9) } });
    expect((await events.next()).value).toMatchObject({ spansImported: { count: 7 } });
    await events.return();
  });
});
