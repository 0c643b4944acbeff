import type { EvaluatorKind } from '@docket/prisma/generated/client/enums.ts';
import type { Database } from '@docket/prisma/database.ts';
import type { Services } from '../context.ts';
import { inTransaction, takenAs } from '../datasets/in-transaction.ts';
import { nameOf, textOf } from '../datasets/names.ts';
import type { Limits } from '../limits.ts';
import { InvalidInput } from '../refusals.ts';
import { insertVersion, requireConfig } from './evaluator-version.ts';

export interface CreateEvaluator {
  projectId: number;
  actorId: number;
  name: string;
  description?: string | null;
  kind: EvaluatorKind;
  /** By kind, as `evaluatorKinds` describes it; not checked yet. */
  config: unknown;
}

export interface CreatedEvaluator {
  evaluatorId: number;
  /** What an HTTP evaluator signs with, in the clear: told this once. Null for the other kinds. */
  secret: string | null;
}

export const evaluatorName = (name: string): string => nameOf(name, 'name', ['input', 'name'], 100);
export const evaluatorDescription = (text: string): string => textOf(text, 'description', ['input', 'description']);

/** Refuses one more than a project may have. */
export async function requireRoom({ prisma }: Database, limits: Limits, projectId: number): Promise<void> {
  const there = await prisma.evaluator.count({ where: { projectId } });
  if (there >= limits.evaluators) throw new InvalidInput(`A project has at most ${limits.evaluators} evaluators.`, ['input', 'projectId']);
}

/** Makes an evaluator and its first version. Its name is unique in the project (NameTaken). */
export async function createEvaluator(
  services: Pick<Services, 'db' | 'signals' | 'limits' | 'secrets'>,
  input: CreateEvaluator,
): Promise<CreatedEvaluator> {
  const { db, signals, limits } = services;
  const { projectId, actorId, kind } = input;
  const name = evaluatorName(input.name);
  const description = evaluatorDescription(input.description ?? '');
  const config = await requireConfig(db, input);
  await requireRoom(db, limits, projectId);
  const created = await inTransaction(db.pool, async (client) => {
    const { rows } = await client
      .query<{ id: number }>(
        `INSERT INTO evaluator (project_id, name, description, kind, created_by_id) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [projectId, name, description, kind, actorId],
      )
      .catch(takenAs(name));
    const evaluatorId = rows[0]!.id;
    return { evaluatorId, secret: await insertVersion(client, services, { projectId, evaluatorId, number: 1, kind, config, actorId }) };
  });
  signals.send('evaluator', { projectId, evaluatorId: created.evaluatorId });
  return created;
}
