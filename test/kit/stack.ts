import { fileURLToPath } from 'node:url';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { test as base } from 'vitest';
import { readConfig } from '@docket/server/config.ts';
import { type Log, makeLog } from '@docket/server/log.ts';
import { type RunningServer, startServer } from '@docket/server/serve.ts';
import { ownDatabase } from './database.ts';
import { makeStack, type Stack } from './make-stack.ts';
import { runsTypeScript } from './typescript.ts';

export type { Person, Stack } from './make-stack.ts';

export interface StackOptions {
  /** Servers on the one database. */
  processes?: number;
  /** Processes of their own instead of servers in this one. */
  spawned?: boolean;
  /** More of the environment: bounds and so on. */
  env?: Record<string, string>;
  /** Where the servers of this process write; by default nowhere, or as DOCKET_TEST_LOG says. */
  log?: Log;
}

/** Real servers on free ports, on a database of their own. */
export async function startStack({ processes = 1, spawned = false, env = {}, log }: StackOptions = {}): Promise<Stack> {
  const own = await ownDatabase();
  const environment = {
    NODE_ENV: 'test',
    DATABASE_URL: own.url,
    PORT: '0',
    DOCKET_LOG_LEVEL: process.env.DOCKET_TEST_LOG ?? 'silent',
    ...env,
  };
  const servers: RunningServer[] = [];
  const children: ChildProcess[] = [];
  const urls: string[] = [];
  for (let n = 0; n < processes; n += 1) {
    if (spawned) {
      const { child, url } = await spawn(environment);
      children.push(child);
      urls.push(url);
    } else {
      const config = readConfig(environment);
      const server = await startServer(config, { log: log ?? makeLog(config) });
      servers.push(server);
      urls.push(server.url);
    }
  }
  const stack = makeStack(own.url, urls, servers);
  return {
    ...stack,
    async stop() {
      await stack.stop();
      await Promise.all(servers.map((server) => server.stop()));
      await Promise.all(children.map(end));
      await own.drop();
    },
  };
}

async function spawn(env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(fileURLToPath(new URL('./server-process.ts', import.meta.url)), {
    env: { ...process.env, ...env },
    execArgv: runsTypeScript,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with code ${code} before it was up.`))),
  ])) as [{ url: string }];
  return { child, url: message.url };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** `test` with `stack`: one server and its database for the whole file. */
export const test = base.extend('stack', { scope: 'file' }, async ({}, { onCleanup }): Promise<Stack> => {
  const stack = await startStack();
  onCleanup(() => stack.stop());
  return stack;
});
