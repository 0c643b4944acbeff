import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { test as base } from 'vitest';
import { type Database, openDatabase } from '@docket/prisma/database.ts';
import type { Role } from '@docket/prisma/generated/client/enums.ts';
import { encodeId } from '@docket/schema/ids.ts';
import { hashPassword, hashSecret } from '@docket/server/accounts.ts';
import { readConfig } from '@docket/server/config.ts';
import { type Log, makeLog } from '@docket/server/log.ts';
import { type RunningServer, startServer } from '@docket/server/serve.ts';
import { type Client, makeClient } from './client.ts';
import { ownDatabase } from './database.ts';

/** Somebody with an account and an open session. */
export interface Person {
  id: string;
  number: number;
  name: string;
  email: string;
  password: string;
  /** What the session cookie carries. */
  secret: string;
}

export interface Stack {
  /** Of the first process; `urls` has all. */
  url: string;
  urls: string[];
  /** For looking past the API. */
  db: Database;
  /** The servers that run in this process; empty when they were spawned. */
  servers: RunningServer[];
  /** Makes an account. Its password is hashed only when asked for, since that is slow on purpose. */
  person(name: string, options?: { password?: string }): Promise<Person>;
  /** Makes a project with these members. */
  project(members: [Person, Role][], options?: { slug?: string }): Promise<{ id: string; number: number; slug: string }>;
  /** The API as this person (by cookie), as an API token (its secret), or as nobody; at the n-th process. */
  as(who: Person | string | null, options?: { process?: number }): Client;
  stop(): Promise<void>;
}

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
  const db = openDatabase({ url: own.url, poolSize: 4, prismaPoolSize: 2 });
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
  const clients: Client[] = [];

  return {
    url: urls[0]!,
    urls,
    db,
    servers,
    async person(name, { password } = {}) {
      const email = `${name.toLowerCase().replace(/\W+/g, '.')}.${randomBytes(3).toString('hex')}@example.com`;
      const user = await db.prisma.user.create({ data: { name, email, passwordHash: password ? await hashPassword(password) : 'none' } });
      const secret = randomBytes(16).toString('hex');
      await db.prisma.session.create({
        data: { userId: user.id, secretHash: hashSecret(secret), expiresAt: new Date(Date.now() + 86_400_000) },
      });
      return { id: encodeId('User', user.id), number: user.id, name, email, password: password ?? '', secret };
    },
    async project(members, { slug = `project-${randomBytes(4).toString('hex')}` } = {}) {
      const { id } = await db.prisma.project.create({
        data: { slug, name: slug, members: { create: members.map(([person, role]) => ({ userId: person.number, role })) } },
      });
      // Written past the API, so that no signal has told the servers to forget what they know of these people.
      for (const server of servers) for (const [person] of members) server.services.signals.send('access', { userId: person.number });
      return { id: encodeId('Project', id), number: id, slug };
    },
    as(who, { process: at = 0 } = {}) {
      const headers: Record<string, string> =
        who === null ? {} : typeof who === 'string' ? { authorization: `Bearer ${who}` } : { cookie: `docket_session=${who.secret}` };
      const client = makeClient(urls[at]!, headers);
      clients.push(client);
      return client;
    },
    async stop() {
      await Promise.all(clients.map((client) => client.close()));
      await Promise.all(servers.map((server) => server.stop()));
      await Promise.all(children.map(end));
      await db.close();
      await own.drop();
    },
  };
}

async function spawn(env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(fileURLToPath(new URL('./server-process.ts', import.meta.url)), {
    env: { ...process.env, ...env },
    execArgv: ['--import', 'tsx'],
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
