import type { Database } from '@docket/prisma/database.ts';
import { requireRole } from '../access/require-role.ts';
import type { Viewer } from '../access/viewer.ts';

/** The one with this id, for an admin of its project; refused otherwise. */
export async function openSpanEvaluator(
  { prisma }: Database,
  viewer: Viewer | null,
  id: number,
): Promise<{ id: number; projectId: number }> {
  const found = await prisma.spanEvaluator.findUnique({ where: { id }, select: { projectId: true } });
  requireRole(viewer, found?.projectId, 'ADMIN', 'SpanEvaluator');
  return { id, projectId: found!.projectId };
}
