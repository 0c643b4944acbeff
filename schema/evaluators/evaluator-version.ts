import type pg from 'pg';
import type { Database } from '@docket/prisma/database.ts';
import type { EvaluatorKind } from '@docket/prisma/generated/client/enums.ts';
import type { Services } from '../context.ts';
import { numberOrNull } from '../ids.ts';
import { contentHash } from '../monitor/content-hash.ts';
import { type JsonObject, isJsonObject } from '../monitor/json-value.ts';
import { checkedConfig } from './evaluator-kinds.ts';
import { newSigningSecret } from './http.ts';
import { judgePrompt } from './judge-prompt.ts';

/** Whose the secret of a version is, for `Secrets`. */
export const secretOwner = (versionId: number): string => `EvaluatorVersion ${versionId}`;

/** A config that came in, checked for what its kind asks, and a judge's prompt for whether it is one of this project's. */
export async function requireConfig(
  db: Database,
  { projectId, kind, config }: { projectId: number; kind: EvaluatorKind; config: unknown },
): Promise<JsonObject> {
  if (kind !== 'JUDGE') return checkedConfig(kind, config);
  const checked = checkedConfig(kind, withNumber(config));
  await judgePrompt(db, projectId, checked.promptVersionId as number);
  return checked;
}

/** Clients know a version by its id. */
function withNumber(config: unknown): unknown {
  if (!isJsonObject(config) || typeof config.promptVersionId !== 'string') return config;
  return { ...config, promptVersionId: numberOrNull('PromptVersion', config.promptVersionId) ?? config.promptVersionId };
}

export interface NewVersion {
  projectId: number;
  evaluatorId: number;
  number: number;
  kind: EvaluatorKind;
  config: JsonObject;
  actorId: number;
  /** What its service knows already; left out, an HTTP evaluator gets a new one. */
  secret?: string | null;
}

/** Writes a version, under whatever keeps its number free. Answers the secret of an HTTP evaluator in the clear, null otherwise. */
export async function insertVersion(
  client: pg.PoolClient,
  { secrets }: Pick<Services, 'secrets'>,
  version: NewVersion,
): Promise<string | null> {
  const { projectId, evaluatorId, number, kind, config, actorId } = version;
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO evaluator_version (project_id, evaluator_id, number, config, content_hash, created_by_id)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [projectId, evaluatorId, number, config, contentHash(config), actorId],
  );
  if (kind !== 'HTTP') return null;
  const secret = version.secret ?? newSigningSecret();
  const { id } = rows[0]!;
  // Sealed for the record's id, so the record comes first.
  await client.query('UPDATE evaluator_version SET secret_sealed = $2 WHERE id = $1', [id, secrets.seal(secret, secretOwner(id))]);
  return secret;
}
