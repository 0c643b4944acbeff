import type { Database } from '@docket/prisma/database.ts';
import type { EvaluatorKind } from '@docket/prisma/generated/client/enums.ts';
import { requireRole } from '../access/require-role.ts';
import type { Viewer } from '../access/viewer.ts';
import { needsAdmin } from './evaluator-kinds.ts';

/** Which evaluator, and who asks. */
export interface OpenedEvaluator {
  evaluatorId: number;
  projectId: number;
  actorId: number;
  kind: EvaluatorKind;
}

/** What it takes to make, change or try an evaluator of this kind. */
export const roleFor = (kind: EvaluatorKind): 'ADMIN' | 'REVIEWER' => (needsAdmin(kind) ? 'ADMIN' : 'REVIEWER');

/** The evaluator, for a viewer who may change it; refused otherwise. */
export async function openEvaluator({ prisma }: Database, viewer: Viewer | null, evaluatorId: number): Promise<OpenedEvaluator> {
  const evaluator = await prisma.evaluator.findUnique({ where: { id: evaluatorId }, select: { projectId: true, kind: true } });
  requireRole(viewer, evaluator?.projectId, roleFor(evaluator?.kind ?? 'TEXT'), 'Evaluator');
  const { projectId, kind } = evaluator!;
  return { evaluatorId, projectId, actorId: viewer.id, kind };
}
