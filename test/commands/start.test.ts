import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, describe, expect, vi } from 'vitest';
import { command, freePort, type Command } from '../kit/command.ts';

const up = 'Ctrl-C stops it.';

const test = base.extend<{ folder: string; start(env?: Record<string, string>): Command }>({
  folder: async ({}, use) => {
    const parent = await mkdtemp(join(tmpdir(), 'docket-start-'));
    await chmod(parent, 0o755);
    await use(join(parent, 'postgres'));
    await rm(parent, { recursive: true, force: true });
  },
  start: async ({ folder }, use) => {
    const started: Command[] = [];
    await use((env = {}) => {
      const one = command('server/bin/start.mjs', { env: { DOCKET_DATA: folder, DOCKET_LOG_LEVEL: 'silent', ...env } });
      started.push(one);
      return one;
    });
    for (const one of started) await one.end('SIGKILL');
  },
});

/** Signs in with what the start printed; answers the name of whoever that is. */
async function signIn(url: string, said: string): Promise<string> {
  const password = /each with the password (\S+):/.exec(said)![1];
  const email = /^ +(\S+@\S+) +.*, owner$/m.exec(said)![1];
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInPayload { viewer { user { name } } } } }';
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { email, password } } }),
  });
  const { data } = (await response.json()) as { data: { signIn: { viewer: { user: { name: string } } } } };
  return data.signIn.viewer.user.name;
}

const isServed = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
const postmaster = async (folder: string) => Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);

describe('npm start', () => {
  test('from nothing to a page and a demo; survives a killed Postgres; stops cleanly; starts again on the same data', async ({
    start,
    folder,
  }) => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;

    const first = start({ PORT: String(port) });
    await first.says(up);
    expect(first.said()).toContain(url);
    const page = await fetch(url);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await page.text()).toContain('<title>Docket</title>');
    const name = await signIn(url, first.said());

    process.kill(await postmaster(folder), 'SIGKILL');
    await vi.waitFor(async () => expect(await isServed(`${url}/ready`)).toBe(true), { timeout: 20_000, interval: 250 });
    // Not too often: attempts that fail meanwhile are counted, and ten are enough.
    await vi.waitFor(async () => expect(await signIn(url, first.said())).toBe(name), { timeout: 16_000, interval: 2000 });

    expect(await first.end('SIGINT')).toBe(0);
    expect(await isServed(url)).toBe(false);
    await expect(postmaster(folder)).rejects.toThrow(/ENOENT/);

    const again = start({ PORT: String(port) });
    await again.says(up);
    expect(await signIn(url, again.said())).toBe(name);
    expect(again.said()).not.toMatch(/Installing|Generating|Building|Migrated/);
    expect(await again.end('SIGTERM')).toBe(0);
    await expect(postmaster(folder)).rejects.toThrow(/ENOENT/);
  });

  test('a second one on the same port is told so, and the first goes on', async ({ start }) => {
    const port = await freePort();
    const first = start({ PORT: String(port), DOCKET_DEMO: 'false' });
    await first.says(up);
    expect(first.said()).not.toContain('Sign in');
    const second = start({ PORT: String(port) });
    expect(await second.ended).toBe(1);
    expect(second.said()).toBe(
      `Docket cannot listen on port ${port}: another program has it. Choose another, for example PORT=${port + 1} npm start.\n`,
    );
    expect(await isServed(`http://127.0.0.1:${port}`)).toBe(true);
    expect(await first.end('SIGINT')).toBe(0);
  });

  test('a second one on another port shares the database, and keeps it when the first goes', async ({ start }) => {
    const [one, two] = [await freePort(), await freePort()];
    const first = start({ PORT: String(one), DOCKET_DEMO: 'false' });
    await first.says(up);
    const second = start({ PORT: String(two), DOCKET_DEMO: 'false' });
    await second.says(up);
    expect(await first.end('SIGINT')).toBe(0);
    expect(await isServed(`http://127.0.0.1:${two}/ready`)).toBe(true);
    expect(await second.end('SIGINT')).toBe(0);
  });

  test('everything that is wrong with the configuration is listed, before anything is started', async ({ start }) => {
    const wrong = start({ PORT: 'many', DOCKET_LOG_LEVEL: 'loud' });
    expect(await wrong.ended).toBe(1);
    expect(wrong.said()).toMatch(/PORT: .*\n.*DOCKET_LOG_LEVEL: /);
    expect(wrong.said()).not.toMatch(/ at .*\.ts:\d+/);
  });

  test('a database that cannot be reached is one sentence', async ({ start }) => {
    const lost = start({
      PORT: String(await freePort()),
      DATABASE_URL: 'postgresql://docket:secret@127.0.0.1:1/docket',
      DOCKET_DATABASE_WAIT: '0',
    });
    expect(await lost.ended).toBe(1);
    expect(lost.said()).toBe('Cannot use the database docket at 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1.\n');
  });
});
