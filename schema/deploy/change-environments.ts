import type { Services } from '../context.ts';
import { takenAs } from '../datasets/in-transaction.ts';
import { nameOf } from '../datasets/names.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import { FIRST } from './first-environment.ts';
import { holdProject } from './hold.ts';
import { EnvironmentInUse } from './refusals.ts';

type Write = Pick<Services, 'db' | 'signals'>;

/** Environments of one project. */
const most = 50;

/** 1 to 60 characters of any kind, since URLs escape them; but for what a URL takes for a step to another folder, however it is
 * escaped. */
function environmentName(name: string): string {
  const trimmed = nameOf(name, 'name', ['input', 'name'], 60);
  if (trimmed === '.' || trimmed === '..') throw new InvalidInput('“.” and “..” cannot stand in URLs.', ['input', 'name']);
  return trimmed;
}

/** Makes an environment, after those that are there; answers its id. Its name is unique in the project (NameTaken). */
export async function createEnvironment(services: Write, { projectId, ...input }: { projectId: number; name: string }): Promise<number> {
  const name = environmentName(input.name);
  const environmentId = await holdProject(services, projectId, async (client) => {
    // Also where nobody has looked yet: what is made here is not the first.
    const { rows } = await client.query<{ n: number }>(
      `WITH first AS (INSERT INTO environment (project_id, name) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM environment WHERE project_id = $1) RETURNING id)
       SELECT (SELECT count(*) FROM first) + (SELECT count(*) FROM environment WHERE project_id = $1) AS n`,
      [projectId, FIRST],
    );
    if (rows[0]!.n >= most) throw new InvalidInput(`A project has at most ${most} environments.`, ['input', 'projectId']);
    const made = await client.query<{ id: number }>(
      `INSERT INTO environment (project_id, name, position)
       SELECT $1, $2, max(position) + 1 FROM environment WHERE project_id = $1 RETURNING id`,
      [projectId, name],
    );
    return made.rows[0]!.id;
  }).catch(takenAs(name));
  services.signals.send('deployment', { projectId, environmentId });
  return environmentId;
}

export interface RenameEnvironment {
  environmentId: number;
  projectId: number;
  name: string;
}

/** Renames an environment. Whoever reads what is deployed by its name must ask by the new one from then on. */
export async function renameEnvironment(services: Write, { environmentId, projectId, ...input }: RenameEnvironment): Promise<void> {
  const name = environmentName(input.name);
  const { rowCount } = await holdProject(services, projectId, (client) =>
    client.query('UPDATE environment SET name = $2 WHERE id = $1', [environmentId, name]),
  ).catch(takenAs(name));
  if (!rowCount) throw new NotFound('Environment');
  services.signals.send('deployment', { projectId, environmentId });
}

export interface DeleteEnvironment {
  environmentId: number;
  projectId: number;
  /** Also where something is deployed: the history goes with it. The caller has checked that this person may. */
  force: boolean;
}

/** Deletes an environment with its gates. Refused for the last one of a project, and where something is deployed, since its
 * applications would find nothing and what ran would be forgotten (EnvironmentInUse). */
export async function deleteEnvironment(services: Write, { environmentId, projectId, force }: DeleteEnvironment): Promise<void> {
  await holdProject(services, projectId, async (held) => {
    const { rows } = await held.query<{ others: boolean }>(
      'SELECT EXISTS (SELECT FROM environment WHERE project_id = $1 AND id <> $2) AS others',
      [projectId, environmentId],
    );
    if (!rows[0]!.others) throw new InvalidInput('A project keeps at least one environment.', ['input', 'id']);
    // In the same transaction: nobody deploys between the look and the end.
    await held.query('SELECT FROM environment WHERE id = $1 FOR UPDATE', [environmentId]);
    const deployed = await held.query<{ prompts: number }>(
      'SELECT count(DISTINCT prompt_id) AS prompts FROM deployment WHERE environment_id = $1',
      [environmentId],
    );
    const { prompts } = deployed.rows[0]!;
    if (prompts > 0 && !force) throw new EnvironmentInUse(prompts);
    const { rowCount } = await held.query('DELETE FROM environment WHERE id = $1', [environmentId]);
    if (!rowCount) throw new NotFound('Environment');
  });
  services.signals.send('deployment', { projectId, environmentId });
}
