import type { Role } from '@docket/prisma/generated/client/enums.ts';
import type { Database } from '@docket/prisma/database.ts';
import { requireRole } from '../access/require-role.ts';
import type { Viewer } from '../access/viewer.ts';

/** Which dataset, and who asks: what every rule about one begins with. */
export interface OpenedDataset {
  datasetId: number;
  projectId: number;
  actorId: number;
}

async function open(db: Database, viewer: Viewer | null, needs: Role, what: string, sql: string, id: number): Promise<OpenedDataset> {
  const { rows } = await db.pool.query<{ datasetId: number; projectId: number }>(sql, [id]);
  requireRole(viewer, rows[0]?.projectId, needs, what);
  return { ...rows[0]!, actorId: viewer.id };
}

/** The dataset, for a viewer with at least this role in its project; refused otherwise. */
export const openDataset = (db: Database, viewer: Viewer | null, datasetId: number, needs: Role): Promise<OpenedDataset> =>
  open(db, viewer, needs, 'Dataset', 'SELECT id AS "datasetId", project_id AS "projectId" FROM dataset WHERE id = $1', datasetId);

/** The dataset that a column is of. */
export const openColumn = (db: Database, viewer: Viewer | null, columnId: number, needs: Role): Promise<OpenedDataset> =>
  open(
    db,
    viewer,
    needs,
    'DatasetColumn',
    'SELECT dataset_id AS "datasetId", project_id AS "projectId" FROM dataset_column WHERE id = $1',
    columnId,
  );

/** The dataset and the column that an option is of. */
export async function openOption(
  db: Database,
  viewer: Viewer | null,
  optionId: number,
  needs: Role,
): Promise<OpenedDataset & { columnId: number }> {
  const { rows } = await db.pool.query<{ columnId: number }>('SELECT column_id AS "columnId" FROM label_option WHERE id = $1', [optionId]);
  const columnId = rows[0]?.columnId ?? 0;
  return { ...(await openColumn(db, viewer, columnId, needs)), columnId };
}
