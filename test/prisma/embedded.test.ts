import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, describe, expect, vi } from 'vitest';
import { connect } from '@docket/prisma/connect.ts';
import { type Embedded, type EmbeddedOptions, startEmbedded } from '@docket/prisma/embedded.ts';
import { Problem } from '@docket/prisma/problem.ts';
import { runsTypeScript } from '../kit/typescript.ts';

interface Fixtures {
  /** A folder of the test's own, where the database may make its own. */
  folder: string;
  /** Starts one there, small and quick; ended with the test. */
  start(options?: Partial<EmbeddedOptions>): Promise<Embedded>;
  /** Another process that uses it; ended with the test. */
  elsewhere(): Promise<{ process: ChildProcess; url: string; shared: boolean }>;
}

const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    const parent = await mkdtemp(join(tmpdir(), 'docket-embedded-'));
    await chmod(parent, 0o755);
    await use(join(parent, 'postgres'));
    await rm(parent, { recursive: true, force: true });
  },
  start: async ({ folder }, use) => {
    const started: Embedded[] = [];
    await use(async (options = {}) => {
      const one = await startEmbedded({
        dataDir: folder,
        ...options,
        settings: { shared_buffers: '16MB', fsync: 'off', ...options.settings },
      });
      started.push(one);
      return one;
    });
    for (const one of started) await one.stop();
  },
  elsewhere: async ({ folder }, use) => {
    const started: ChildProcess[] = [];
    await use(async () => {
      const script = fileURLToPath(new URL('../kit/use-embedded.ts', import.meta.url));
      const child = spawn(process.execPath, [...runsTypeScript, script, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      started.push(child);
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      return { process: child, ...(JSON.parse(said.toString()) as { url: string; shared: boolean }) };
    });
    for (const child of started) await endOf(child, 'SIGTERM');
  },
});

async function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = await connect(url);
  return client
    .query<Record<string, unknown>>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

const postmaster = async (folder: string) => Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);
const isUp = (url: string) =>
  ask(url, 'SELECT 1').then(
    () => true,
    () => false,
  );

async function occupy(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('the embedded Postgres', () => {
  test('keeps its data, port and password from run to run', async ({ start }) => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    expect(await isUp(first.url)).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  test('sorts and folds text the same way everywhere, in Unicode', async ({ start }) => {
    const { url } = await start();
    expect(await ask(url, `SELECT 'Z' < 'a' AS by_code, lower('ÄÖÜ') AS folded, current_setting('TimeZone') AS zone`)).toEqual([
      { by_code: true, folded: 'äöü', zone: 'UTC' },
    ]);
  });

  test('keeps its password to the owner of the folder', async ({ start, folder }) => {
    await start();
    expect((await stat(join(folder, 'docket.json'))).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'data'))).mode & 0o077).toBe(0);
  });

  test('recovers from having been killed', async ({ start }) => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.kill();
    expect(await isUp(first.url)).toBe(false);
    const second = await start();
    expect(await ask(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  test('comes back by itself when it is killed under a running process', async ({ start, folder }) => {
    const { url } = await start({ keepAlive: true });
    process.kill(await postmaster(folder), 'SIGKILL');
    await vi.waitFor(async () => expect(await isUp(url)).toBe(true), { timeout: 20_000, interval: 100 });
  });

  test('is not stopped by a lock file whose number another program has now', async ({ start, folder }) => {
    const first = await start();
    await first.kill();
    const file = join(folder, 'data/postmaster.pid');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(process.pid)));
    await writeFile(join(folder, 'starting.lock'), '4194303');
    const second = await start();
    expect(await isUp(second.url)).toBe(true);
  });

  test('made anew when the first start was broken off', async ({ start, folder }) => {
    await mkdir(join(folder, 'data.part'), { recursive: true });
    await writeFile(join(folder, 'data.part/PG_VERSION'), '18\n');
    await writeFile(join(folder, 'docket.json'), JSON.stringify({ port: 23_457, password: 'x' }));
    expect(await isUp((await start()).url)).toBe(true);
  });

  test('two that start at once on a new folder share one', async ({ elsewhere }) => {
    const [one, two] = await Promise.all([elsewhere(), elsewhere()]);
    expect(one.url).toBe(two.url);
    expect([one.shared, two.shared].sort()).toEqual([false, true]);
  });

  test('goes on for the other process when the one that started it stops', async ({ elsewhere }) => {
    const first = await elsewhere();
    const second = await elsewhere();
    await endOf(first.process, 'SIGTERM');
    expect(await isUp(second.url)).toBe(true);
    await endOf(second.process, 'SIGTERM');
    expect(await isUp(second.url)).toBe(false);
  });

  test('does not outlive a process that died', async ({ elsewhere }) => {
    const first = await elsewhere();
    const second = await elsewhere();
    await endOf(first.process, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await isUp(second.url)).toBe(true);
    await endOf(second.process, 'SIGKILL');
    await vi.waitFor(async () => expect(await isUp(second.url)).toBe(false), { timeout: 10_000, interval: 50 });
  });

  test('moves to another port when its own was taken, and stays there', async ({ start, onTestFinished }) => {
    const first = await start();
    await first.stop();
    const other = await occupy(Number(new URL(first.url).port));
    onTestFinished(() => void other.close());
    const second = await start();
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    await second.stop();
    expect((await start()).url).toBe(second.url);
  });

  test('says that the port it was told is in use', async ({ start, onTestFinished }) => {
    const other = await occupy(0);
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };
    await expect(start({ port })).rejects.toThrow(new Problem(`Port ${port}, meant for the database, is in use by another program.`));
  });

  test('leaves a folder alone that is not its own', async ({ start, folder }) => {
    await mkdir(folder);
    await writeFile(join(folder, 'thesis.txt'), 'mine');
    await expect(start()).rejects.toThrow(
      new Problem(`The data folder ${folder} is not empty and was not made by Docket: empty it, or name another one.`),
    );
    expect(await readFile(join(folder, 'thesis.txt'), 'utf8')).toBe('mine');
  });

  test('names the version that made data it cannot read', async ({ start, folder }) => {
    const first = await start();
    await first.stop();
    await writeFile(join(folder, 'data/PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 17, and Docket now brings PostgreSQL 18/);
  });

  test('says what Postgres said when it does not start', async ({ start }) => {
    await expect(start({ settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
      /^The database in .* did not start: invalid value for parameter "shared_buffers": "plenty"/,
    );
  });

  test('says that the folder cannot be made', async ({ start, folder }) => {
    await writeFile(folder, 'a file');
    await expect(start({ dataDir: join(folder, 'postgres') })).rejects.toThrow(/^The data folder .* cannot be made: ENOTDIR/);
  });

  test.skipIf(process.getuid?.() !== 0)(
    'run by root, keeps the data elsewhere when its own user cannot reach the folder',
    async ({ start, folder, onTestFinished }) => {
      const closed = join(folder, 'closed');
      await mkdir(closed, { recursive: true, mode: 0o700 });
      const said: string[] = [];
      const dataDir = join(closed, 'postgres');
      const { url, stop } = await start({ dataDir, log: (line) => said.push(line) });
      expect(await isUp(url)).toBe(true);
      await stop();
      const [, instead] = /cannot reach .*: the data is kept in (.*)\.$/.exec(said[0]!)!;
      onTestFinished(() => rm(instead!, { recursive: true }));
      expect((await stat(join(instead!, 'data'))).isDirectory()).toBe(true);
    },
  );
});
