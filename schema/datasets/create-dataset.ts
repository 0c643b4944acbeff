import { randomBytes } from 'node:crypto';
import type { Database } from '@docket/prisma/database.ts';
import { InvalidInput } from '../refusals.ts';
import { annotationPreset as preset, statusColumn } from './annotation-preset.ts';
import { inTransaction, takenAs } from './in-transaction.ts';
import { insertColumns } from './insert-columns.ts';
import { nameOf, textOf } from './names.ts';

export interface CreateDataset {
  projectId: number;
  name: string;
  description?: string | null;
  /** Whether it gets the recommended annotation columns; `annotation_status` it has in any case. */
  annotationPreset?: boolean | null;
  /** How many datasets a project may have; any number when it is not said. */
  most?: number;
}

/** Makes an empty dataset and answers with its id. Its name is unique in the project (NameTaken). */
export async function createDataset(db: Database, input: CreateDataset): Promise<number> {
  const name = nameOf(input.name, 'name', ['input', 'name']);
  const description = textOf(input.description ?? '', 'description', ['input', 'description']);
  const { projectId } = input;
  return inTransaction(db.pool, async (client) => {
    if (input.most !== undefined) {
      const there = await client.query<{ n: number }>('SELECT count(*) AS n FROM dataset WHERE project_id = $1', [projectId]);
      if (there.rows[0]!.n >= input.most) throw new InvalidInput(`A project has at most ${input.most} datasets.`, ['input', 'projectId']);
    }
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO dataset (project_id, name, description, epoch) VALUES ($1, $2, $3, $4) RETURNING id`,
      [projectId, name, description, randomBytes(6).toString('hex')],
    );
    const { id } = rows[0]!;
    await insertColumns(client, { id, projectId, columns: [] }, [...((input.annotationPreset ?? true) ? preset : []), statusColumn]);
    return id;
  }).catch(takenAs(name));
}
