import { test as base } from 'vitest';
import { startStack } from '../kit/stack.ts';
import { claimsPerPerson } from './claiming.ts';
import type { World } from './run.ts';
import { startServers } from './servers.ts';

/** Two real processes on one database. */
export const test = base.extend('world', { scope: 'file' }, async ({}, { onCleanup }): Promise<World> => {
  const stack = await startStack({ processes: 0 });
  const servers = await startServers(2, { DATABASE_URL: stack.db.url, DOCKET_CLAIMS_PER_PERSON: String(claimsPerPerson) });
  stack.urls.push(...servers.urls);
  onCleanup(async () => {
    await servers.stop();
    await stack.stop();
  });
  return { stack, servers };
});
