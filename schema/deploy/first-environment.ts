import type { Services } from '../context.ts';
import { holdProject } from './hold.ts';

/** What every project has from the start. */
export const FIRST = 'production';

/**
 * Makes a project's first environment where it has none; afterwards it has at least one.
 *
 * On first look, and not when the project is made: so it holds for every project, whoever made it (the API, the demo, a restored
 * backup) and before this was thought of. The last environment is never deleted, so "none" means "never looked at". All who
 * change environments hold the project: of two who look first at the same moment, the second finds what the first made, also when
 * it was renamed since.
 */
export async function ensureEnvironment(services: Pick<Services, 'db'>, projectId: number): Promise<void> {
  if (await services.db.prisma.environment.findFirst({ where: { projectId }, select: { id: true } })) return;
  await holdProject(services, projectId, (client) =>
    client.query(
      `INSERT INTO environment (project_id, name) SELECT $1, $2
       WHERE NOT EXISTS (SELECT FROM environment WHERE project_id = $1)`,
      [projectId, FIRST],
    ),
  );
}
