import { randomInt } from 'node:crypto';
import type { Database } from '@docket/prisma/database.ts';
import { InvalidInput, NameTaken } from '../refusals.ts';
import type { Signals } from '../feed/signals.ts';
import { checkedText } from './checked-text.ts';
import type { Viewer } from './viewer.ts';

export interface CreateProject {
  name: string;
  /** a to z, 0 to 9 and dashes; made from the name when it is left out. */
  slug?: string | null | undefined;
}

/** Makes a project whose first owner is the viewer. Answers its id. */
export async function createProject(
  { db, signals }: { db: Database; signals: Signals },
  viewer: Viewer,
  input: CreateProject,
): Promise<number> {
  if (viewer.via.kind === 'token') throw new InvalidInput('An API token belongs to one project. Sign in to make another.', ['input']);
  const name = checkedText(input.name, 'name', { max: 100 });
  const slug = input.slug == null ? slugOf(name) : checkedText(input.slug, 'slug', { max: 60 });
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    throw new InvalidInput('A slug is made of a to z, 0 to 9, and single dashes between them.', ['input', 'slug']);
  }
  // The unique index decides, not a look beforehand: two who ask at the same moment both look at nothing.
  const { rows } = await db.pool.query<{ id: number }>(
    `WITH made AS (INSERT INTO project (slug, name) VALUES ($1, $2) ON CONFLICT (slug) DO NOTHING RETURNING id)
     INSERT INTO member (project_id, user_id, role) SELECT id, $3, 'OWNER' FROM made RETURNING project_id AS id`,
    [slug, name, viewer.id],
  );
  if (!rows[0]) throw new NameTaken(slug);
  signals.send('access', { userId: viewer.id });
  return rows[0].id;
}

/** “Support Assistant” → “support-assistant”; a name without a Latin letter gets a number. */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '') || `project-${randomInt(1_000_000)}`;
