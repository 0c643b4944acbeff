import type { Database } from '@docket/prisma/database.ts';
import { inTransaction } from '@docket/schema/datasets/in-transaction.ts';
import { demoSlug, people, unfinishedSlug } from './accounts.ts';

/** Empty: nobody has used this database. Unfinished: a start was broken off while it seeded the demo, and nobody has
 * used it since. Whole: the demo is there. Other: somebody's own data, which is not for the demo to touch. */
export type DemoState = 'empty' | 'unfinished' | 'whole' | 'other';

const emails = Object.values(people).map(({ email }) => email);

export async function demoState({ prisma }: Database): Promise<DemoState> {
  const [users, strangers, projects] = await Promise.all([
    prisma.user.count(),
    prisma.user.count({ where: { email: { notIn: emails } } }),
    prisma.project.findMany({ select: { slug: true, members: { select: { user: { select: { email: true } } } } } }),
  ]);
  const whole = projects.some(({ slug, members }) => slug === demoSlug && members.some(({ user }) => user.email === people.ines.email));
  if (whole) return 'whole';
  if (users === 0 && projects.length === 0) return 'empty';
  return strangers === 0 && projects.every(({ slug }) => slug === unfinishedSlug) ? 'unfinished' : 'other';
}

/** Takes away what a seeding that was broken off has left. */
export const removeUnfinished = ({ pool }: Database): Promise<void> =>
  inTransaction(pool, async (client) => {
    // All else goes with its project and its dataset.
    await client.query('DELETE FROM idempotent_reply WHERE project_id IN (SELECT id FROM project WHERE slug = $1)', [unfinishedSlug]);
    await client.query('DELETE FROM project WHERE slug = $1', [unfinishedSlug]);
    await client.query('DELETE FROM "user" WHERE email = ANY ($1)', [emails]);
  });
