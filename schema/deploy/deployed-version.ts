import type { Database } from '@docket/prisma/database.ts';
import type { PromptContent } from '../prompts/prompt-content.ts';

export interface DeployedVersion {
  projectId: number;
  deploymentId: number;
  deployedAt: Date;
  /** The prompt's. */
  name: string;
  /** The version's number. */
  version: number;
  /** Null where the caller has it: what a version is never changes. */
  content: PromptContent | null;
}

export interface FindDeployed {
  /** The project's slug. */
  project: string;
  environment: string;
  prompt: string;
  /** Deployments whose content the caller has. */
  known: readonly number[];
}

/** What runs in an environment, by the names in its URL; null where nothing does, or one of them is not there. One statement by
 * indexes: every start and every refresh of an application asks for it. Who may see it, the caller checks by the project. */
export async function deployedVersion(
  db: Database,
  { project, environment, prompt, known }: FindDeployed,
): Promise<DeployedVersion | null> {
  // Each by itself (LIMIT): joined freely, a plan that was made while there were few versions went through all of them by merging.
  const { rows } = await db.pool.query<DeployedVersion>({
    name: 'deployed_version',
    text: `SELECT j.id AS "projectId", d.id AS "deploymentId", d.deployed_at AS "deployedAt", p.name, v.number AS version,
             CASE WHEN d.id = ANY ($4::int[]) THEN NULL ELSE v.content END AS content
           FROM project j
             CROSS JOIN LATERAL (SELECT id FROM environment WHERE project_id = j.id AND name = $2 LIMIT 1) e
             CROSS JOIN LATERAL (SELECT id, name FROM prompt WHERE project_id = j.id AND name = $3 LIMIT 1) p
             CROSS JOIN LATERAL (SELECT id, version_id, deployed_at FROM deployment
               WHERE environment_id = e.id AND prompt_id = p.id ORDER BY id DESC LIMIT 1) d
             CROSS JOIN LATERAL (SELECT number, content FROM prompt_version WHERE id = d.version_id LIMIT 1) v
           WHERE j.slug = $1`,
    values: [project, environment, prompt, known],
  });
  return rows[0] ?? null;
}
