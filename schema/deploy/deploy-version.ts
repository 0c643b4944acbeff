import type { Services } from '../context.ts';
import { nameOf, textOf } from '../datasets/names.ts';
import { gateOf } from './gate-record.ts';
import type { Place } from './history.ts';
import { holdEnvironment } from './hold.ts';
import { insertDeployment, requireCurrent } from './insert-deployment.ts';
import { judgeVersion } from './judge-gate.ts';
import { AlreadyDeployed, GateBlocked } from './refusals.ts';

export interface DeployVersion extends Place {
  projectId: number;
  actorId: number;
  /** A version of that prompt. */
  versionId: number;
  /** The deployment that the caller saw running; null: nothing ran. */
  expected: number | null;
  notes?: string | null;
  /** Why it is deployed even if the gate blocks it. The caller has checked that this person may. */
  override?: string | null;
}

/** Lets a version run in an environment; answers the id of the new deployment. Refused: what is not as the caller saw it
 * (DeploymentChangedMeanwhile), what runs already (AlreadyDeployed), what the gate blocks (GateBlocked, with its verdict). */
export async function deployVersion(services: Pick<Services, 'db' | 'signals'>, input: DeployVersion): Promise<number> {
  const { db, signals } = services;
  const { environmentId, projectId, versionId, expected } = input;
  const notes = textOf(input.notes ?? '', 'notes', ['input', 'notes']);
  const override = input.override == null ? null : nameOf(input.override, 'reason', ['input', 'override'], 4000);
  for (;;) {
    const current = await requireCurrent(db.pool, input, expected);
    if (current?.versionId === versionId) throw new AlreadyDeployed(current.id);
    const gate = await gateOf(db.pool, input);
    // Before the lock: judging a large evaluation takes seconds, and a rollback must not wait for it.
    const verdict = gate && (await judgeVersion(db, { gate, versionId, currentVersionId: current?.versionId ?? null }));
    const blocked = verdict !== null && !verdict.passed;
    if (blocked && override === null) throw new GateBlocked(verdict);

    const id = await holdEnvironment(services, environmentId, async (client) => {
      await requireCurrent(client, input, expected);
      // Another gate since: it has not judged this version yet.
      if (JSON.stringify(await gateOf(client, input)) !== JSON.stringify(gate)) return null;
      return insertDeployment(client, { ...input, kind: 'DEPLOY', notes, verdict, overrideReason: blocked ? override : null });
    });
    if (id === null) continue;
    signals.send('deployment', { projectId, environmentId });
    return id;
  }
}
