import { InvalidInput } from '../refusals.ts';
import type { StructureServices } from './change-structure.ts';
import { structureChanged } from './dataset-shape.ts';
import { takenAs } from './in-transaction.ts';
import { nameOf, textOf } from './names.ts';

export interface UpdateDataset {
  datasetId: number;
  name?: string | null;
  description?: string | null;
  /** How long a claim lasts from now on, in seconds. */
  claimSeconds?: number | null;
  maxClaimSeconds: number;
}

/** Renames or describes a dataset, or sets how long its claims last. What is left out stays. */
export async function updateDataset(services: StructureServices, input: UpdateDataset): Promise<void> {
  const name = input.name == null ? null : nameOf(input.name, 'name', ['input', 'name']);
  const description = input.description == null ? null : textOf(input.description, 'description', ['input', 'description']);
  const seconds = input.claimSeconds ?? null;
  if (seconds !== null && (seconds < 10 || seconds > input.maxClaimSeconds)) {
    throw new InvalidInput(`A claim lasts 10 to ${input.maxClaimSeconds} seconds.`, ['input', 'claimSeconds']);
  }
  await services.db.pool
    .query(
      `UPDATE dataset SET name = coalesce($2, name), description = coalesce($3, description), claim_seconds = coalesce($4, claim_seconds)
       WHERE id = $1`,
      [input.datasetId, name, description, seconds],
    )
    .catch(takenAs(name));
  structureChanged(services.signals, input.datasetId);
}
