import type { Role } from '@docket/prisma/generated/client/enums.ts';
import type { Database } from '@docket/prisma/database.ts';
import { requireRole } from '../access/require-role.ts';
import type { Viewer } from '../access/viewer.ts';

/** Which evaluation, and who asks. */
export interface OpenedEvaluation {
  evaluationId: number;
  projectId: number;
  datasetId: number;
  /** Null: of the outputs that were logged. */
  promptVersionId: number | null;
  actorId: number;
}

/** The evaluation, for a viewer with at least this role in its project; refused otherwise. */
export async function openEvaluation(
  { prisma }: Database,
  viewer: Viewer | null,
  evaluationId: number,
  needs: Role,
): Promise<OpenedEvaluation> {
  const found = await prisma.evaluation.findUnique({
    where: { id: evaluationId },
    select: { projectId: true, datasetId: true, promptVersionId: true },
  });
  requireRole(viewer, found?.projectId, needs, 'Evaluation');
  return { evaluationId, ...found!, actorId: viewer.id };
}
