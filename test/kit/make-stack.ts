import { randomBytes } from 'node:crypto';
import { type Database, openDatabase } from '@docket/prisma/database.ts';
import type { Role } from '@docket/prisma/generated/client/enums.ts';
import { encodeId } from '@docket/schema/ids.ts';
import { hashPassword, hashSecret } from '@docket/server/accounts.ts';
import type { RunningServer } from '@docket/server/serve.ts';
import { type Client, makeClient } from './client.ts';

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
  as(who: Person | string | null, options?: { process?: number; retries?: number }): Client;
  stop(): Promise<void>;
}

/** People, projects and callers over servers and a database that somebody else starts and stops. Knows no test runner. */
export function makeStack(databaseUrl: string, urls: string[], servers: RunningServer[] = []): Stack {
  const db = openDatabase({ url: databaseUrl, poolSize: 4, prismaPoolSize: 2 });
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
    as(who, { process: at = 0, retries } = {}) {
      const headers: Record<string, string> =
        who === null ? {} : typeof who === 'string' ? { authorization: `Bearer ${who}` } : { cookie: `docket_session=${who.secret}` };
      const client = makeClient(urls[at]!, headers, { retries });
      clients.push(client);
      return client;
    },
    async stop() {
      await Promise.all(clients.map((client) => client.close()));
      await db.close();
    },
  };
}
