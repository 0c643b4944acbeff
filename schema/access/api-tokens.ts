import type { Role } from '@docket/prisma/generated/client/enums.ts';
import type { Services } from '../context.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import { checkedText } from './checked-text.ts';
import { requireRole } from './require-role.ts';
import type { Viewer } from './viewer.ts';

export interface CreateApiToken {
  projectId: number;
  name: string;
  role: Role;
}

/** What every token begins with, so that scanners find one that leaked. */
export const tokenPrefix = 'dkt_';

/** Makes a token that acts as the viewer in one project, with at most `role`. Its secret is answered this once. */
export async function createApiToken(
  { db, accounts, limits }: Services,
  viewer: Viewer | null,
  { projectId, name, role }: CreateApiToken,
): Promise<{ tokenId: number; secret: string }> {
  requireRole(viewer, projectId, 'ADMIN', 'Project');
  // Nobody makes a token that may more than they may themselves.
  requireRole(viewer, projectId, role, 'Project');
  const there = await db.prisma.apiToken.count({ where: { projectId, userId: viewer.id, revokedAt: null } });
  if (there >= limits.apiTokens)
    throw new InvalidInput(`You have ${there} tokens in this project, and ${limits.apiTokens} is the most. Revoke some first.`, [
      'projectId',
    ]);
  const secret = `${tokenPrefix}${accounts.newSecret()}`;
  const { id: tokenId } = await db.prisma.apiToken.create({
    data: {
      projectId,
      userId: viewer.id,
      name: checkedText(name, 'name', { max: 100 }),
      role,
      hint: secret.slice(0, tokenPrefix.length + 4),
      secretHash: accounts.hashSecret(secret),
    },
  });
  return { tokenId, secret };
}

/** Ends a token for good, and its sockets with it. Admins may, and who made it. Again changes nothing. */
export async function revokeApiToken({ db, signals }: Services, viewer: Viewer | null, id: number): Promise<void> {
  const token = await db.prisma.apiToken.findUnique({ where: { id }, select: { projectId: true, userId: true } });
  if (!token) throw new NotFound('ApiToken');
  requireRole(viewer, token.projectId, token.userId === viewer?.id ? 'VIEWER' : 'ADMIN', 'ApiToken');
  await db.prisma.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
  signals.send('access', { tokenId: id });
}
