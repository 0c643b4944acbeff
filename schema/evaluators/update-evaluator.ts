import type pg from 'pg';
import type { Services } from '../context.ts';
import { inTransaction, takenAs } from '../datasets/in-transaction.ts';
import { SecretLost, type Secrets } from '../models/secrets.ts';
import { contentHash } from '../monitor/content-hash.ts';
import type { JsonObject } from '../monitor/json-value.ts';
import { evaluatorDescription, evaluatorName } from './create-evaluator.ts';
import { insertVersion, requireConfig, secretOwner } from './evaluator-version.ts';
import type { OpenedEvaluator } from './open-evaluator.ts';

export interface UpdateEvaluator extends OpenedEvaluator {
  name?: string | null;
  description?: string | null;
  /** Archived evaluators are out of sight; everything that names them stays. */
  archived?: boolean | null;
  /** All of it; not checked yet. Left out, it stays. */
  config?: unknown;
}

type Write = Pick<Services, 'db' | 'signals' | 'secrets'>;

/**
 * Renames, describes or archives an evaluator, or changes its config: that makes the next version, and the config of the newest
 * one makes none. A service goes on with the secret that it knows, unless that can no longer be read.
 * @returns A new secret in the clear, told this once; null when there is none.
 */
export async function updateEvaluator(
  services: Write,
  { evaluatorId, projectId, actorId, kind, ...input }: UpdateEvaluator,
): Promise<{ secret: string | null }> {
  const name = input.name == null ? null : evaluatorName(input.name);
  const description = input.description == null ? null : evaluatorDescription(input.description);
  const config = input.config == null ? null : await requireConfig(services.db, { projectId, kind, config: input.config });
  const secret = await inTransaction(services.db.pool, async (client) => {
    // Whoever changes this evaluator waits here for who came before: so the next number is the next.
    await client
      .query(
        `UPDATE evaluator SET name = coalesce($2, name), description = coalesce($3, description),
           archived_at = CASE WHEN $4::boolean IS NULL THEN archived_at WHEN $4 THEN coalesce(archived_at, clock_timestamp()) END
         WHERE id = $1`,
        [evaluatorId, name, description, input.archived ?? null],
      )
      .catch(takenAs(name));
    return config && nextVersion(client, services, { evaluatorId, projectId, actorId, kind }, config);
  });
  services.signals.send('evaluator', { projectId, evaluatorId });
  return { secret };
}

interface Latest {
  id: number;
  number: number;
  hash: string;
  sealed: string | null;
}

async function nextVersion(client: pg.PoolClient, services: Write, evaluator: OpenedEvaluator, config: JsonObject): Promise<string | null> {
  const { rows } = await client.query<Latest>(
    `SELECT id, number, content_hash AS hash, secret_sealed AS sealed FROM evaluator_version
     WHERE evaluator_id = $1 ORDER BY number DESC LIMIT 1`,
    [evaluator.evaluatorId],
  );
  const latest = rows[0]!;
  const known = knownSecret(services.secrets, latest);
  const lost = evaluator.kind === 'HTTP' && known === null;
  if (latest.hash === contentHash(config) && !lost) return null;
  const secret = await insertVersion(client, services, { ...evaluator, number: latest.number + 1, config, secret: known });
  return lost ? secret : null;
}

function knownSecret(secrets: Secrets, { id, sealed }: Latest): string | null {
  try {
    return sealed === null ? null : secrets.open(sealed, secretOwner(id));
  } catch (error) {
    if (error instanceof SecretLost) return null;
    throw error;
  }
}
