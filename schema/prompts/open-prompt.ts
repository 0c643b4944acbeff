import type { Role } from '@docket/prisma/generated/client/enums.ts';
import type { Database } from '@docket/prisma/database.ts';
import { requireRole } from '../access/require-role.ts';
import type { Viewer } from '../access/viewer.ts';

/** Which prompt, and who asks. */
export interface OpenedPrompt {
  promptId: number;
  projectId: number;
  actorId: number;
}

/** The prompt, for a viewer with at least this role in its project; refused otherwise. */
export async function openPrompt({ prisma }: Database, viewer: Viewer | null, promptId: number, needs: Role): Promise<OpenedPrompt> {
  const prompt = await prisma.prompt.findUnique({ where: { id: promptId }, select: { projectId: true } });
  requireRole(viewer, prompt?.projectId, needs, 'Prompt');
  return { promptId, projectId: prompt!.projectId, actorId: viewer.id };
}
