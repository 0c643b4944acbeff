import type { Database } from '@docket/prisma/database.ts';
import type { User } from '@docket/prisma/generated/client/client.ts';

/** The users with these ids, in their order. Accounts are never removed, so one that is missing is a fault of ours. */
export async function usersById(db: Database, ids: readonly number[]): Promise<(User | Error)[]> {
  const users = await db.prisma.user.findMany({ where: { id: { in: [...ids] } } });
  const byId = new Map(users.map((user) => [user.id, user]));
  return ids.map((id) => byId.get(id) ?? new Error(`There is no user ${id}.`));
}

/** For each user, the ids of the projects they are a member of. */
export async function projectIdsOfUsers(db: Database, userIds: readonly number[]): Promise<number[][]> {
  const members = await db.prisma.member.findMany({
    where: { userId: { in: [...userIds] } },
    select: { userId: true, projectId: true },
  });
  return userIds.map((id) => members.filter((member) => member.userId === id).map((member) => member.projectId));
}
