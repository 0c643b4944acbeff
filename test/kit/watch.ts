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
  const open = new Promise<void>((resolve) => setTimeout(resolve, 150));
  return { events, open, ended };
}
