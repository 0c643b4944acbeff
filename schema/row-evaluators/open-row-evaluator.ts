import type { Services } from '../context.ts';
import type { Viewer } from '../access/viewer.ts';
import { requireRole } from '../access/require-role.ts';
import { type DatasetShape, shapeOf } from '../datasets/dataset-shape.ts';

/** The one with this id and its dataset, for an admin of its project; refused otherwise. */
export async function openRowEvaluator(
  services: Pick<Services, 'db' | 'signals'>,
  viewer: Viewer | null,
  id: number,
): Promise<{ id: number; projectId: number; datasetId: number; shape: DatasetShape }> {
  const found = await services.db.prisma.rowEvaluator.findUnique({ where: { id }, select: { projectId: true, datasetId: true } });
  requireRole(viewer, found?.projectId, 'ADMIN', 'RowEvaluator');
  return { id, ...found!, shape: (await shapeOf(services, found!.datasetId))! };
}
