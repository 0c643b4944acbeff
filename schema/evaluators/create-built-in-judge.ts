import type pg from 'pg';
import type { Services } from '../context.ts';
import { inTransaction } from '../datasets/in-transaction.ts';
import { keyFor, nameOf } from '../datasets/names.ts';
import { providerByName } from '../models/provider-record.ts';
import { contentHash } from '../monitor/content-hash.ts';
import type { JsonObject } from '../monitor/json-value.ts';
import type { PromptContent } from '../prompts/prompt-content.ts';
import { InvalidInput } from '../refusals.ts';
import type { BuiltInJudge, BuiltInJudgeKey } from './built-in/rubric.ts';
import { builtInJudge, promptOf } from './built-in-judges.ts';
import { requireRoom } from './create-evaluator.ts';
import { insertVersion } from './evaluator-version.ts';

export interface CreateBuiltInJudge {
  projectId: number;
  actorId: number;
  judge: BuiltInJudgeKey;
  /** The name of one of the project's providers, and of one of its models. */
  provider: string;
  model: string;
}

interface Made {
  promptId: number;
  evaluatorId: number;
}

/** Gives a project its own copy of a built-in judge: the prompt with its version 1, and the evaluator, all or none of them. Where a
 * name is taken it gets a number: `judge-tone-2`, “Tone 2”. Answers the evaluator's id. */
export async function createBuiltInJudge(
  services: Pick<Services, 'db' | 'signals' | 'limits' | 'secrets'>,
  input: CreateBuiltInJudge,
): Promise<number> {
  const { db, signals, limits } = services;
  const { projectId, actorId } = input;
  const judge = builtInJudge(input.judge);
  const model = nameOf(input.model, 'model', ['input', 'model'], 200);
  const { name: provider } = await providerByName(db, projectId, nameOf(input.provider, 'provider', ['input', 'provider'], 100)).catch(
    (error: unknown) => {
      throw error instanceof InvalidInput ? new InvalidInput(error.message, ['input', ...error.where]) : error;
    },
  );
  await requireRoom(db, limits, projectId);
  const prompts = await db.prisma.prompt.count({ where: { projectId } });
  if (prompts >= limits.prompts) throw new InvalidInput(`A project has at most ${limits.prompts} prompts.`, ['input', 'projectId']);
  const { promptId, evaluatorId } = await inTransaction(db.pool, async (client): Promise<Made> => {
    const prompt = await insertPrompt(client, { projectId, actorId, judge, content: promptOf(judge, { provider, model }) });
    const evaluatorId = await insertNamed(client, judge.name, ' ', (name) => [
      `INSERT INTO evaluator (project_id, name, description, kind, created_by_id) VALUES ($1, $2, $3, 'JUDGE', $4)`,
      [projectId, name, judge.description, actorId],
    ]);
    const config: JsonObject = {
      promptVersionId: prompt.versionId,
      scale: judge.scale.map((anchor) => ({ ...anchor })),
      passAt: judge.passAt,
    };
    await insertVersion(client, services, { projectId, evaluatorId, number: 1, kind: 'JUDGE', config, actorId });
    return { promptId: prompt.promptId, evaluatorId };
  });
  signals.send('prompt', { projectId, promptId });
  signals.send('evaluator', { projectId, evaluatorId });
  return evaluatorId;
}

interface NewPrompt {
  projectId: number;
  actorId: number;
  judge: BuiltInJudge;
  content: PromptContent;
}

async function insertPrompt(
  client: pg.PoolClient,
  { projectId, actorId, judge, content }: NewPrompt,
): Promise<{ promptId: number; versionId: number }> {
  const promptId = await insertNamed(client, `judge-${keyFor(judge.name).replaceAll('_', '-')}`, '-', (name) => [
    `INSERT INTO prompt (project_id, name, description, purpose, draft, draft_base, draft_by_id, created_by_id)
     VALUES ($1, $2, $3, 'JUDGE', $4, 1, $5, $5)`,
    [projectId, name, judge.description, content, actorId],
  ]);
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO prompt_version (project_id, prompt_id, number, content, content_hash, notes, author_id)
     VALUES ($1, $2, 1, $3, $4, $5, $6) RETURNING id`,
    [projectId, promptId, content, contentHash(content as unknown as JsonObject), 'As it comes with Docket.', actorId],
  );
  return { promptId, versionId: rows[0]!.id };
}

/** Inserts a record under the first name that is free. The unique index decides, not a look beforehand. */
async function insertNamed(
  client: pg.PoolClient,
  name: string,
  between: string,
  insert: (name: string) => [sql: string, values: unknown[]],
): Promise<number> {
  for (let n = 1; ; n++) {
    const [sql, values] = insert(n === 1 ? name : `${name}${between}${n}`);
    const { rows } = await client.query<{ id: number }>(`${sql} ON CONFLICT (project_id, name) DO NOTHING RETURNING id`, values);
    if (rows[0]) return rows[0].id;
  }
}
