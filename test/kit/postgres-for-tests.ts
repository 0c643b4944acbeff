import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createDatabase } from '@docket/prisma/databases.ts';
import { startEmbedded } from '@docket/prisma/embedded.ts';
import { migrate } from '@docket/prisma/migrate.ts';

// Nothing of a test has to survive the machine; a killed Postgres still recovers, since the system keeps what it was given.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '256MB', max_connections: 300 };

/** One Postgres for a run, with a migrated database that every test file gets a copy of. */
export async function servePostgres(project: TestProject, bin?: string): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'docket-test-'));
  const embedded = await startEmbedded({ dataDir, settings, bin, log: console.log });
  const template = 'docket_template';
  await migrate(await createDatabase(embedded.url, template));
  project.provide('postgres', { url: embedded.url, template });
  return async () => {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's Postgres, as its superuser, and its migrated database. Nobody connects to that: it is only copied. */
    postgres: { url: string; template: string };
  }
}
