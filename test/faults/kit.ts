import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Embedded, startEmbedded } from '@docket/prisma/embedded.ts';
import { freePort } from '../kit/command.ts';
import { runsTypeScript } from '../kit/typescript.ts';

/** A process with a server in it, which may be killed, frozen, and told to stop. */
export interface Server {
  url: string;
  child: ChildProcess;
  /** Once it takes work; fails when it ended before. */
  up: Promise<void>;
  /** Its exit code; null when a signal ended it. */
  ended: Promise<number | null>;
  said(): string;
  /** What `/ready` or `/health` answers; null while nothing listens. */
  ask(path: '/ready' | '/health'): Promise<{ status: number; reason?: string } | null>;
}

const serverProcess = fileURLToPath(new URL('../kit/server-process.ts', import.meta.url));

/** Starts a server on a port that is known from the beginning. */
export async function spawnServer(databaseUrl: string, env: Record<string, string> = {}): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = fork(serverProcess, {
    env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: databaseUrl, PORT: String(port), DOCKET_LOG_LEVEL: 'warn', ...env },
    execArgv: runsTypeScript,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const up = Promise.race([
    once(child, 'message').then(() => undefined),
    ended.then((code) => Promise.reject(new Error(`The server ended with code ${code} before it was up:\n${said}`))),
  ]);
  up.catch(() => undefined);
  return {
    url,
    child,
    up,
    ended,
    said: () => said,
    async ask(path) {
      const response = await fetch(url + path, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
      return response && { status: response.status, reason: ((await response.json()) as { reason?: string }).reason };
    },
  };
}

export async function end(server: Server): Promise<void> {
  server.child.kill('SIGCONT');
  server.child.kill('SIGKILL');
  await server.ended;
}

/** A Postgres of the test's own, to be killed and started again. */
export async function ownPostgres(): Promise<{ postgres(): Promise<Embedded>; remove(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'docket-fault-'));
  // fsync off: the machine does not die here, and the system keeps what a killed Postgres had written.
  const settings = { fsync: 'off', shared_buffers: '64MB' };
  return {
    postgres: () => startEmbedded({ dataDir, settings }),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}
