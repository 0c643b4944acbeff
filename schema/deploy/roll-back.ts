import type { Services } from '../context.ts';
import { textOf } from '../datasets/names.ts';
import { type Place, versionBefore } from './history.ts';
import { holdEnvironment } from './hold.ts';
import { insertDeployment, requireCurrent } from './insert-deployment.ts';
import { NothingToRollBackTo } from './refusals.ts';

export interface RollBack extends Place {
  projectId: number;
  actorId: number;
  /** The deployment that the caller saw running: two who roll back at the same moment go back one version, not two. */
  expected: number | null;
  notes?: string | null;
}

/** Puts back the version that ran before, at once: no gate is asked. Answers the id of the new deployment. See `history.ts` for
 * what "before" is after several of them. */
export async function rollBack(services: Pick<Services, 'db' | 'signals'>, { expected, ...input }: RollBack): Promise<number> {
  const { environmentId, projectId } = input;
  const notes = textOf(input.notes ?? '', 'notes', ['input', 'notes']);
  const id = await holdEnvironment(services, environmentId, async (client) => {
    await requireCurrent(client, input, expected);
    const versionId = await versionBefore(client, input);
    if (versionId === null) throw new NothingToRollBackTo();
    return insertDeployment(client, { ...input, versionId, notes, kind: 'ROLLBACK', verdict: null, overrideReason: null });
  });
  services.signals.send('deployment', { projectId, environmentId });
  return id;
}
