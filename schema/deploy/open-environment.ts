import type { Role } from '@docket/prisma/generated/client/enums.ts';
import type { Database } from '@docket/prisma/database.ts';
import { requireRole } from '../access/require-role.ts';
import type { Viewer } from '../access/viewer.ts';
import { NotFound } from '../refusals.ts';

/** Which environment, and who asks. */
export interface OpenedEnvironment {
  environmentId: number;
  projectId: number;
  actorId: number;
}

/** The environment, for a viewer with at least this role in its project; refused otherwise. */
export async function openEnvironment({ prisma }: Database, viewer: Viewer | null, id: number, needs: Role): Promise<OpenedEnvironment> {
  const environment = await prisma.environment.findUnique({ where: { id }, select: { projectId: true } });
  requireRole(viewer, environment?.projectId, needs, 'Environment');
  return { environmentId: id, projectId: environment!.projectId, actorId: viewer.id };
}

/** An environment and a prompt of the same project: what a deployment, a rollback or a gate is about. */
export async function openPlace(
  db: Database,
  viewer: Viewer | null,
  { environmentId, promptId }: { environmentId: number; promptId: number },
  needs: Role,
): Promise<OpenedEnvironment & { promptId: number }> {
  const opened = await openEnvironment(db, viewer, environmentId, needs);
  const there = await db.prisma.prompt.count({ where: { id: promptId, projectId: opened.projectId } });
  if (!there) throw new NotFound('Prompt');
  return { ...opened, promptId };
}

/** An environment and a version of a prompt of the same project. */
export async function openVersion(
  db: Database,
  viewer: Viewer | null,
  { environmentId, versionId }: { environmentId: number; versionId: number },
  needs: Role,
): Promise<OpenedEnvironment & { promptId: number; versionId: number }> {
  const opened = await openEnvironment(db, viewer, environmentId, needs);
  const version = await db.prisma.promptVersion.findFirst({
    where: { id: versionId, projectId: opened.projectId },
    select: { promptId: true },
  });
  if (!version) throw new NotFound('PromptVersion');
  return { ...opened, versionId, promptId: version.promptId };
}
