import type { Services } from '../context.ts';
import type { Viewer } from '../access/viewer.ts';
import { includes, requireRole } from '../access/require-role.ts';
import type { Role } from '@docket/prisma/generated/client/enums.ts';
import { type DatasetShape, shapeOf } from '../datasets/dataset-shape.ts';
import { datasetOfRow } from './dataset-of-row.ts';
import { loadRow } from './load-rows.ts';
import type { RowImage } from './filter/row-image.ts';

type Reads = Pick<Services, 'db' | 'signals'>;

/** The dataset's structure, for a viewer with at least this role in its project; refused otherwise. */
export async function openDataset(
  services: Reads,
  viewer: Viewer | null,
  datasetId: number,
  needs: Role,
): Promise<{ shape: DatasetShape; viewer: Viewer }> {
  const shape = await shapeOf(services, datasetId);
  requireRole(viewer, shape?.projectId, needs, 'Dataset');
  return { shape: shape!, viewer };
}

/** A row with its dataset's structure, for a viewer with at least this role; refused otherwise. */
export async function openRow(
  services: Reads,
  viewer: Viewer | null,
  rowId: number,
  needs: Role,
): Promise<{ row: RowImage; shape: DatasetShape; viewer: Viewer }> {
  const row = await loadRow(services.db, rowId);
  const shape = await shapeOf(services, row.datasetId);
  requireRole(viewer, shape?.projectId, needs, 'Row');
  return { row, shape: shape!, viewer };
}

/** A row's dataset, for a viewer who may write to it; refused otherwise. Reads nothing of the row: a batch tells what it
 * is, and that saves each write a statement. */
export async function openRowToWrite(
  services: Reads,
  viewer: Viewer | null,
  rowId: number,
): Promise<{ shape: DatasetShape; viewer: Viewer }> {
  const datasetId = await datasetOfRow(services.db, rowId);
  const shape = datasetId === null ? null : await shapeOf(services, datasetId);
  requireRole(viewer, shape?.projectId, 'REVIEWER', 'Row');
  return { shape: shape!, viewer };
}

/** The projects in which a viewer may review now: claims elsewhere are no longer theirs to hold. */
export const reviewedBy = (viewer: Viewer): number[] =>
  [...viewer.roles].filter(([, role]) => includes(role, 'REVIEWER')).map(([projectId]) => projectId);
