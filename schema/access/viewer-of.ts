import type { Database } from '@docket/prisma/database.ts';
import type { Role } from '@docket/prisma/generated/client/enums.ts';
import { includes } from './require-role.ts';
import type { Viewer } from './viewer.ts';

interface Found {
  id: number;
  via: number;
  name: string;
  email: string;
  project_ids: number[];
  roles: Role[];
}

/** Whose session this is, by the SHA-256 of its secret; null when it has ended. One statement. */
export async function viewerOfSession(db: Database, secretHash: string): Promise<Viewer | null> {
  const { rows } = await db.pool.query<Found>({
    name: 'viewer_of_session',
    text: `SELECT u.id, s.id AS via, u.name, u.email,
             array(SELECT m.project_id FROM member m WHERE m.user_id = u.id ORDER BY m.project_id) AS project_ids,
             array(SELECT m.role::text FROM member m WHERE m.user_id = u.id ORDER BY m.project_id) AS roles
           FROM session s JOIN "user" u ON u.id = s.user_id
           WHERE s.secret_hash = $1 AND s.expires_at > clock_timestamp()`,
    values: [secretHash],
  });
  const found = rows[0];
  if (!found) return null;
  const { id, name, email, via, project_ids, roles } = found;
  return { id, name, email, via: { kind: 'session', id: via }, roles: new Map(project_ids.map((project, at) => [project, roles[at]!])) };
}

/** Whose API token this is: its user in its one project, with the smaller of the token's role and the user's own. A user
 * who has left the project leaves a token without any role. */
export async function viewerOfToken(db: Database, secretHash: string): Promise<Viewer | null> {
  const { rows } = await db.pool.query<Omit<Found, 'project_ids' | 'roles'> & { project_id: number; role: Role; own: Role | null }>({
    name: 'viewer_of_token',
    text: `SELECT u.id, t.id AS via, u.name, u.email, t.project_id, t.role::text AS role, m.role::text AS own
           FROM api_token t JOIN "user" u ON u.id = t.user_id
           LEFT JOIN member m ON m.user_id = t.user_id AND m.project_id = t.project_id
           WHERE t.secret_hash = $1 AND t.revoked_at IS NULL`,
    values: [secretHash],
  });
  const found = rows[0];
  if (!found) return null;
  const { id, name, email, via, project_id, role, own } = found;
  const roles = new Map<number, Role>();
  if (own) roles.set(project_id, includes(own, role) ? role : own);
  return { id, name, email, via: { kind: 'token', id: via }, roles };
}

/** Notes that a token was used; at most once a minute, so that reads stay reads. */
export async function touchToken(db: Database, tokenId: number): Promise<void> {
  await db.pool.query(
    `UPDATE api_token SET last_used_at = clock_timestamp()
     WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')`,
    [tokenId],
  );
}
