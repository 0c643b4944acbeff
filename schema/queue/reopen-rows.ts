import type { Services } from '../context.ts';
import { Refusal } from '../refusals.ts';
import { combinationsWith } from './combinations.ts';
import type { RowImage } from './filter/row-image.ts';
import { reopenRow } from './reopen-row.ts';

/** Puts those of these rows of one dataset that are filled back into the queue; answers them as they are then. What waits already,
 * or was changed at this moment, is left as it is. */
export async function reopenRows(
  services: Pick<Services, 'db' | 'queue'>,
  { rows, reviewerId, reason }: { rows: readonly RowImage[]; reviewerId: number; reason: string | null },
): Promise<RowImage[]> {
  if (!rows[0]) return [];
  const ids = rows.map(({ combinationId }) => combinationId);
  const combinations = await combinationsWith(services.db, rows[0].datasetId, ids);
  const filled = rows.filter(({ combinationId }) => combinations.get(combinationId)?.filled);
  const done = await Promise.all(
    filled.map(({ id, datasetId, version }) =>
      reopenRow(services, { datasetId, rowId: id, reviewerId, version, reason }).catch((error: unknown) => {
        // Somebody was at this row at the same moment; the others go on.
        if (error instanceof Refusal) return null;
        throw error;
      }),
    ),
  );
  return done.filter((row) => row !== null);
}
