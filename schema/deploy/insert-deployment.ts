import type pg from 'pg';
import type { DeploymentKind } from '@docket/prisma/generated/client/enums.ts';
import type { GateVerdict } from './gate-verdict.ts';
import { currentDeployment, type Place } from './history.ts';
import { DeploymentChangedMeanwhile } from './refusals.ts';

export interface NewDeployment extends Place {
  projectId: number;
  versionId: number;
  kind: DeploymentKind;
  notes: string;
  /** Null where no gate was asked. */
  verdict: GateVerdict | null;
  overrideReason: string | null;
  actorId: number;
}

/** Moves the pointer: under the environment's lock. What ran before stays as it was; answers the new deployment's id. */
export async function insertDeployment(client: pg.PoolClient, deployment: NewDeployment): Promise<number> {
  const { projectId, environmentId, promptId, versionId, kind, notes, verdict, overrideReason, actorId } = deployment;
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO deployment (project_id, environment_id, prompt_id, version_id, kind, notes, verdict, override_reason, deployed_by_id, deployed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp()) RETURNING id`,
    [projectId, environmentId, promptId, versionId, kind, notes, verdict && JSON.stringify(verdict), overrideReason, actorId],
  );
  return rows[0]!.id;
}

/** What runs there, which must be what the caller saw (null: nothing), or they would deploy over somebody unseen. */
export async function requireCurrent(db: Pick<pg.Pool, 'query'>, place: Place, expected: number | null) {
  const current = await currentDeployment(db, place);
  if ((current?.id ?? null) !== expected) throw new DeploymentChangedMeanwhile(current?.id ?? null);
  return current;
}
