import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { NotFound } from '../refusals.ts';
import { type GateRules, type LabelNames, resolveRules } from './gate-rules.ts';
import type { Place } from './history.ts';
import { holdEnvironment } from './hold.ts';

type Write = Pick<Services, 'db' | 'signals'>;

export interface SetGate extends Place {
  projectId: number;
  actorId: number;
  /** Of the dataset that the gate looks at, which is in the same project. */
  shape: DatasetShape;
  sliceId: number | null;
  rules: GateRules<LabelNames>;
}

/** Sets the gate of a prompt in an environment, in place of the one before. What runs there goes on running. */
export async function setGate(services: Write, { shape, sliceId, ...input }: SetGate): Promise<void> {
  const { environmentId, promptId, projectId, actorId } = input;
  const rules = resolveRules(input.rules, shape);
  const { prisma } = services.db;
  if (shape.projectId !== projectId) throw new NotFound('Dataset');
  if (sliceId !== null && !(await prisma.slice.count({ where: { id: sliceId, datasetId: shape.id } }))) throw new NotFound('Slice');
  const wanted = rules.evaluators.map(({ evaluatorId }) => evaluatorId);
  if ((await prisma.evaluator.count({ where: { id: { in: wanted }, projectId } })) < wanted.length) throw new NotFound('Evaluator');
  await holdEnvironment(services, environmentId, (client) =>
    client.query(
      `INSERT INTO gate (environment_id, prompt_id, project_id, dataset_id, slice_id, rules, updated_by_id, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())
       ON CONFLICT (environment_id, prompt_id) DO UPDATE SET dataset_id = excluded.dataset_id, slice_id = excluded.slice_id,
         rules = excluded.rules, updated_by_id = excluded.updated_by_id, updated_at = excluded.updated_at`,
      [environmentId, promptId, projectId, shape.id, sliceId, JSON.stringify(rules), actorId],
    ),
  );
  services.signals.send('deployment', { projectId, environmentId });
}

/** Takes a gate away: from then on every version may run there. Again changes nothing. */
export async function removeGate(services: Write, { environmentId, promptId, projectId }: Place & { projectId: number }): Promise<void> {
  await holdEnvironment(services, environmentId, (client) =>
    client.query('DELETE FROM gate WHERE environment_id = $1 AND prompt_id = $2', [environmentId, promptId]),
  );
  services.signals.send('deployment', { projectId, environmentId });
}
