import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, Events } from './client.ts';

const SpansImported = 'subscription SpansImported($projectId: ID!) { spansImported(projectId: $projectId) { count } }';

export interface Watch {
  events: Events<{ spansImported: { count: number } }>;
  /** Once the subscription surely stands. */
  open: Promise<void>;
  /** The next event, or the error that the subscription ends with. */
  ended: Promise<unknown>;
}

/** Has a subscription open that says nothing by itself, to see what becomes of it. */
export function watch(client: Client, projectId: string, transport: 'ws' | 'sse' = 'ws'): Watch {
  const events = client.subscribe<{ spansImported: { count: number } }>(SpansImported, { projectId }, transport);
  const ended = events.next();
  // Whoever awaits it still gets the error; nobody has to.
  ended.catch(() => undefined);
  return { events, ended, open: stands(client, transport) };
}

/** A stream is answered once its subscription stands. A socket does in order what it is told, but for what waits for the
 * database: after two questions that do, what was subscribed before them stands. */
async function stands(client: Client, transport: 'ws' | 'sse'): Promise<void> {
  if (transport === 'sse') while (client.streamsBegun === 0) await sleep(5);
  else for (let n = 0; n < 2; n += 1) await client.result('{ viewer { memberships { role } } }', {}, 'ws');
}
