import type { Services } from '../context.ts';
import { parseValues } from '../datasets/parse-values.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { InvalidInput } from '../refusals.ts';
import { adjudicationMark } from './adjudication-mark.ts';
import type { RowImage } from './filter/row-image.ts';
import { idempotent } from './idempotency.ts';
import { doneOrRefused, rowOf } from './refuse.ts';

export interface AnnotateRow {
  shape: DatasetShape;
  rowId: number;
  reviewerId: number;
  /** The claim that this write is made under; or else the version that its writer saw. */
  token?: string | null;
  version?: number | null;
  /** New values by column key; null clears, what is not named stays. */
  values: unknown;
  /** Also marks the row filled: it leaves the queue, and the claim ends. Of a row that wants several reviews this is one of them:
   * nobody sees it before they have given theirs, and the row is settled with the last. */
  fill: boolean;
  /** Ends somebody else's claim instead of being refused. The caller has checked that this writer may. */
  force: boolean;
  idempotencyKey?: string | null;
}

/** Writes a reviewer's values into a row. Whole or not at all; what could not be written is kept as their draft. */
export async function annotateRow(
  services: Pick<Services, 'db' | 'queue' | 'limits'>,
  write: AnnotateRow,
): Promise<{ row: RowImage; seq: number }> {
  const { shape, rowId, reviewerId, token = null, version = null, values, fill, force } = write;
  if (token === null && version === null) throw new InvalidInput('Name the claim (token), or the version that you saw.', ['token']);
  const parsed = parseValues(shape, values, { cellBytes: services.limits.cellBytes });
  const reply = await services.queue.join(shape.id, {
    op: 'annotate',
    by: reviewerId,
    ...idempotent(write.idempotencyKey, ['annotateRow', rowId, token, version, values, fill, force]),
    row: rowId,
    token,
    version,
    force,
    fill,
    typed: token === null ? null : values,
    combinations: services.limits.combinations,
    adjudication: adjudicationMark(shape),
    ...parsed,
  });
  const done = await doneOrRefused(services.db, reply, { rowId, by: reviewerId });
  return { row: rowOf(reply), seq: done.seq! };
}
