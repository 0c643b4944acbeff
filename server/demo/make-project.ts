import { createProject } from '@docket/schema/access/create-project.ts';
import { setMember } from '@docket/schema/access/members.ts';
import type { Viewer } from '@docket/schema/access/viewer.ts';
import type { Services } from '@docket/schema/context.ts';
import { demoPassword, people, type Person, unfinishedSlug } from './accounts.ts';

export interface DemoProject {
  id: number;
  userIds: Record<Person, number>;
}

/** The people, and the project that they share. It goes by the unfinished slug for now. */
export async function makeProject(services: Services, createdAt: Date): Promise<DemoProject> {
  const { prisma } = services.db;
  // One hash for all of them: hashing is slow on purpose, and they share the password anyway.
  const passwordHash = await services.accounts.hashPassword(demoPassword);
  const userIds: Partial<Record<Person, number>> = {};
  for (const [person, { name, email }] of Object.entries(people)) {
    const { id } = await prisma.user.create({ data: { name, email, passwordHash, createdAt }, select: { id: true } });
    userIds[person as Person] = id;
  }
  const ids = userIds as Record<Person, number>;
  const { name, email } = people.ines;
  const owner: Viewer = { id: ids.ines, name, email, roles: new Map(), via: { kind: 'session', id: 0 } };
  const id = await createProject(services, owner, { name: 'Harbor Support', slug: unfinishedSlug });
  const inside: Viewer = { ...owner, roles: new Map([[id, 'OWNER']]) };
  for (const { role, ...who } of Object.values(people)) await setMember(services, inside, { projectId: id, ...who, role });
  await prisma.project.update({ where: { id }, data: { createdAt } });
  await prisma.member.updateMany({ where: { projectId: id }, data: { createdAt } });
  return { id, userIds: ids };
}
