import type { ServerResponse } from 'node:http';
import type { Database } from '@docket/prisma/database.ts';
import { reply } from './reply.ts';

/** Something to ask, or why there is nothing to ask yet. */
type Ready = { db: Database; stopping: boolean } | { waiting: string };

/** `/health`: the process lives. `/ready`: it takes work, since the database answers within two seconds; else 503 and why. */
export async function health(response: ServerResponse, ready: Ready | null): Promise<void> {
  if (!ready) return reply(response, 200, { ok: true });
  const reason = await whyNot(ready);
  reply(response, reason ? 503 : 200, reason ? { ok: false, reason } : { ok: true });
}

async function whyNot(ready: Ready): Promise<string | null> {
  if ('waiting' in ready) return ready.waiting;
  if (ready.stopping) return 'stopping';
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('the database does not answer'), 2_000);
  });
  // Not the error's own words: whoever may ask is not always one who may know where the database is.
  const answer = ready.db.pool.query('SELECT 1').then(
    () => null,
    () => 'the database cannot be reached',
  );
  return Promise.race([late, answer]).finally(() => clearTimeout(timer));
}
