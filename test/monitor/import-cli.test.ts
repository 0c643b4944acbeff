import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import type { Database } from '@docket/prisma/database.ts';
import { countSpans } from '@docket/schema/monitor/count-spans.ts';
import { importSpans } from '@docket/schema/monitor/import-spans.ts';
import { importCommand } from '@docket/server/cli/import-command.ts';
import { test } from '../kit/database.ts';
import { testData } from '../kit/left-out.ts';
import { allPages, limits } from './monitor-kit.ts';

const command = fileURLToPath(new URL('./run-import.mjs', import.meta.url));

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'docket-import-'))));
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(lines: readonly unknown[]): Promise<string> {
  const path = join(folder, `${randomUUID()}.jsonl`);
  await writeFile(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** The command in a process of its own, from the folder of the files. */
const start = (args: string[], env: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    const { DATABASE_URL: _, DOCKET_URL: __, DOCKET_TOKEN: ___, ...own } = process.env;
    const child = execFile(
      process.execPath,
      [command, ...args],
      { cwd: folder, env: { ...own, INIT_CWD: folder, ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

/** The same in this process. */
async function run(args: string[], env: Record<string, string>): Promise<Ended> {
  const said = { log: '', error: '' };
  const spies = (['log', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((text: unknown) => void (said[name] += `${String(text)}\n`)),
  );
  const code = await importCommand(args, { INIT_CWD: folder, ...env });
  for (const spy of spies) spy.mockRestore();
  return { code, out: said.log, err: said.error };
}

const newProject = async (db: Database): Promise<{ id: number; slug: string }> =>
  db.prisma.project.create({ data: { slug: `p-${randomUUID()}`, name: 'Test' } });

describe('npm run import', () => {
  test('takes in what it can, and tells the rest with its lines', async ({ db }) => {
    const { id: projectId, slug } = await newProject(db);
    const path = await fileOf([
      { key: 'a', ask: 'Why?', rest: 1 },
      '',
      '{broken',
      { key: 'b', ask: 'How?', cost: 'much' },
      { key: 'a', ask: 'Why not?' },
      { key: 'a', ask: 'Why?', rest: 2 },
      { key: 'c', ask: 'When?' },
    ]);
    const args = [path, '--project', slug, '--id', 'key', '--map', 'ask=input.question', '--map', 'nope=output'];
    const first = await start(args, { DATABASE_URL: db.url });
    expect(first).toMatchObject({ code: 2 });
    expect(first.out.split('\n')).toEqual([
      '6 lines read: 2 spans added, 1 unchanged, 3 refused.',
      expect.stringMatching(/^ {2}line 3: the line is not JSON: /),
      '  line 4: cost: is not a finite number',
      '  line 5: id: "a" stands in line 1 with other content; that one was kept',
      'Not taken over: “rest”, in 2 lines. Map it to keep it: --map rest=attributes.rest',
      'Not found: “nope”, in 5 lines (nowhere: is it spelt right?).',
      '',
    ]);
    const again = await run(args, { DATABASE_URL: db.url });
    expect(again.out).toContain('6 lines read: 0 spans added, 3 unchanged, 3 refused.');
    const spans = await allPages(db, { projectId, order: 'OLDEST' });
    expect(spans.map(({ spanId, variables }) => [spanId, variables.question])).toEqual([
      ['a', 'Why?'],
      ['c', 'When?'],
    ]);
  });

  test('reports the same id with other content across batches, and names 20 refusals', async ({ db }) => {
    const { slug } = await newProject(db);
    const lines = Array.from({ length: 1200 }, (_, i) => ({ id: `s${i}`, output: i }));
    const path = await fileOf([...lines, { id: 's0', output: 'other' }, ...Array.from({ length: 30 }, () => 'x')]);
    const { code, out } = await run([path, '--project', slug], { DATABASE_URL: db.url });
    expect(code).toBe(2);
    expect(out).toContain('1,231 lines read: 1,200 spans added, 0 unchanged, 31 refused.');
    expect(out).toContain('  line 1201: id: "s0" stands in line 1 with other content; that one was kept');
    expect(out).toContain('  … and 11 more.');
  });

  test.for<[string, string[], string]>([
    ['no project', ['a.jsonl'], 'Which project? Say --project SLUG.'],
    ['no file', ['none.jsonl', '--project', 'x'], 'There is no file '],
    ['no such project', ['a.jsonl', '--project', 'x'], 'There is no project “x”.'],
    ['no such place', ['a.jsonl', '--project', 'x', '--map', 'a=b'], '“b” is not a place in a span.'],
    ['two for one place', ['a.jsonl', '--project', 'x', '--map', 'a=id', '--id', 'b'], 'Two fields are mapped to the same place (“b=id”).'],
    ['an unknown option', ['a.jsonl', '--project', 'x', '--sped'], 'Unknown option `--sped`.'],
    ['a server without a token', ['a.jsonl', '--project', 'x', '--url', 'http://127.0.0.1:1'], 'A server wants to know who you are'],
    ['a project that looks like a number', ['a.jsonl', '--project', '007'], 'There is no project “007”.'],
    ['the same twice', ['a.jsonl', '--project=x', '--project=y'], '--project is given more than once.'],
    ['no address', ['a.jsonl', '--project', 'x', '--url', 'here', '--token', 't'], '“here” is not an address'],
  ])('with %s says so in a sentence', async ([, args, sentence], { db }) => {
    await writeFile(join(folder, 'a.jsonl'), '{"id":"a"}');
    const { code, out, err } = await run(args, { DATABASE_URL: db.url });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/^ {4}at /m);
  });

  test('sends over the API, in smaller parts when the server takes no large ones', async ({ db }) => {
    const { id: projectId, slug } = await newProject(db);
    const asked: { token: string | undefined; spans: number }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const { variables } = JSON.parse(body.toString()) as {
        variables: { slug?: string; input?: { projectId: string; spans: unknown[] } };
      };
      const answer = (data: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
      if (!variables.input) return void answer({ project: variables.slug === slug ? { id: `Project_${projectId}` } : null });
      if (body.length > 2_000) return void response.writeHead(413).end('too large');
      asked.push({ token: request.headers.authorization, spans: variables.input.spans.length });
      answer({ importSpans: await importSpans(db, { projectId, spans: variables.input.spans, limits }) });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const env = { DOCKET_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, DOCKET_TOKEN: 'dkt_secret' };
    const path = await fileOf([
      ...Array.from({ length: 40 }, (_, i) => ({ id: `s${i}`, output: 'x'.repeat(100) })),
      { id: 'huge', output: 'x'.repeat(5000) },
      { id: 's3', output: 'y' },
    ]);
    const { code, out } = await run([path, '--project', slug], env);
    const wrong = await run([path, '--project', 'other'], env);
    server.close();
    expect(out).toContain('42 lines read: 40 spans added, 0 unchanged, 2 refused.');
    expect(out).toContain('  line 41: is larger than the server takes in one request');
    expect(out).toContain('  line 42: id: "s3" stands in line 4 with other content; that one was kept');
    expect(code).toBe(2);
    expect(asked.every(({ token, spans }) => token === 'Bearer dkt_secret' && spans < 20)).toBe(true);
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toContain('There is no project “other” at http://127.0.0.1');
  });

  test.skipIf(!testData)('takes in the real data: 4,507 lines, of which one repeats an id', { timeout: 120_000 }, async ({ db }) => {
    const { id: projectId, slug } = await newProject(db);
    const args = [join(testData!, 'halueval-general.jsonl'), '--project', slug];
    for (const map of ['ID=id', 'user_query=input.question', 'chatgpt_response=output', 'hallucination=attributes.hallucination'])
      args.push('--map', map);
    const { code, out } = await run(args, { DATABASE_URL: db.url });
    expect(out).toContain('4,507 lines read: 4,506 spans added, 0 unchanged, 1 refused.');
    expect(out).toMatch(/^ {2}line \d+: id: .* stands in line \d+ with other content; that one was kept$/m);
    expect(code).toBe(2);
    expect((await run(args, { DATABASE_URL: db.url })).out).toContain('0 spans added, 4,506 unchanged, 1 refused.');
    const count = (equals: string) => countSpans(db, { projectId, filter: { attributes: [{ key: 'hallucination', equals }] }, limits });
    expect([await count('yes'), await count('no')]).toEqual([
      { value: 815, exact: true },
      { value: 3691, exact: true },
    ]);
  });
});
