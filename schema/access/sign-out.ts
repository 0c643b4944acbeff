import type { Services } from '../context.ts';
import type { Viewer } from './viewer.ts';

/** Ends the session that the viewer came by, and with it its sockets in every process. A token is not a session: nothing
 * happens to it. Ended sessions of the same person that ran out are cleared away too. */
export async function signOut({ db, signals }: Services, viewer: Viewer): Promise<void> {
  if (viewer.via.kind !== 'session') return;
  await db.prisma.session.deleteMany({
    where: { OR: [{ id: viewer.via.id }, { userId: viewer.id, expiresAt: { lt: new Date() } }] },
  });
  signals.send('access', { sessionId: viewer.via.id });
}
