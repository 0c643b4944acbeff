import type { ServerResponse } from 'node:http';
import type { Database } from '@docket/prisma/database.ts';
import { reply } from './reply.ts';

/** `/health`: the process lives. `/ready`: it takes work, since the database answers within two seconds. */
export async function health(response: ServerResponse, ready: { db: Database; stopping: boolean } | null): Promise<void> {
  if (!ready) return reply(response, 200, { ok: true });
  if (ready.stopping) return reply(response, 503, { ok: false, reason: 'stopping' });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), 2_000);
  });
  const answers = await Promise.race([
    late,
    ready.db.pool.query('SELECT 1').then(
      () => true,
      () => false,
    ),
  ]);
  clearTimeout(timer);
  reply(response, answers ? 200 : 503, answers ? { ok: true } : { ok: false, reason: 'the database does not answer' });
}
