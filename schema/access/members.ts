import type { Role } from '@docket/prisma/generated/client/enums.ts';
import type { Prisma } from '@docket/prisma/generated/client/client.ts';
import type { Services } from '../context.ts';
import { Forbidden, InvalidInput, NotFound } from '../refusals.ts';
import { checkedEmail, checkedText } from './checked-text.ts';
import { requireRole } from './require-role.ts';
import type { Viewer } from './viewer.ts';

export interface SetMember {
  projectId: number;
  email: string;
  name?: string | null | undefined;
  role: Role;
}

/** Makes somebody a member, or gives a member another role. Who has no account yet gets one, with a first password that
 * is answered once. Admins may; what an owner is, only owners decide; a project keeps at least one. */
export async function setMember(
  { db, accounts, signals }: Services,
  viewer: Viewer | null,
  { projectId, role, ...input }: SetMember,
): Promise<{ userId: number; projectId: number; initialPassword: string | null }> {
  requireRole(viewer, projectId, 'ADMIN', 'Project');
  if (role === 'OWNER') requireRole(viewer, projectId, 'OWNER', 'Project');
  const email = checkedEmail(input.email);
  const name = checkedText(input.name ?? email.split('@')[0]!, 'name', { max: 100 });
  // Hashed before the lock is taken: it is slow on purpose.
  const known = await db.prisma.user.findUnique({ where: { email }, select: { id: true } });
  const password = known ? null : accounts.newPassword();
  const passwordHash = password && (await accounts.hashPassword(password));

  const made = await db.prisma.$transaction(async (tx) => {
    await lockMembers(tx, projectId);
    let user = await tx.user.findUnique({ where: { email }, select: { id: true } });
    const isNew = !user && passwordHash !== null;
    if (!user && passwordHash !== null) user = await tx.user.create({ data: { email, name, passwordHash }, select: { id: true } });
    if (!user) throw new InvalidInput('This account was removed just now. Try again.', ['input', 'email']);
    await guardOwner(tx, viewer, { projectId, userId: user.id, becomes: role });
    const key = { projectId, userId: user.id };
    await tx.member.upsert({ where: { projectId_userId: key }, create: { ...key, role }, update: { role } });
    return { userId: user.id, isNew };
  });
  signals.send('access', { userId: made.userId });
  return { userId: made.userId, projectId, initialPassword: made.isNew ? password : null };
}

/** Takes somebody out of the project; their sockets lose its datasets at once. Admins may, and everybody may leave. */
export async function removeMember(
  { db, signals }: Services,
  viewer: Viewer | null,
  { projectId, userId }: { projectId: number; userId: number },
): Promise<void> {
  requireRole(viewer, projectId, viewer?.id === userId ? 'VIEWER' : 'ADMIN', 'Project');
  await db.prisma.$transaction(async (tx) => {
    await lockMembers(tx, projectId);
    await guardOwner(tx, viewer, { projectId, userId, becomes: null });
    const { count } = await tx.member.deleteMany({ where: { projectId, userId } });
    if (count === 0) throw new NotFound('Member');
    await tx.sliceOwner.deleteMany({ where: { projectId, userId } });
  });
  signals.send('access', { userId });
}

/** Two admins who each remove the other owner at the same moment must not leave none. */
async function lockMembers(tx: Prisma.TransactionClient, projectId: number): Promise<void> {
  await tx.$queryRaw`SELECT id FROM project WHERE id = ${projectId} FOR NO KEY UPDATE`;
}

interface OwnerChange {
  projectId: number;
  userId: number;
  becomes: Role | null;
}

async function guardOwner(tx: Prisma.TransactionClient, viewer: Viewer, { projectId, userId, becomes }: OwnerChange): Promise<void> {
  const owners = await tx.member.findMany({ where: { projectId, role: 'OWNER' }, select: { userId: true } });
  if (becomes === 'OWNER' || !owners.some((owner) => owner.userId === userId)) return;
  if (viewer.roles.get(projectId) !== 'OWNER') throw new Forbidden('OWNER');
  if (owners.length === 1) throw new InvalidInput('A project keeps at least one owner. Make somebody else an owner first.', ['input']);
}
