import type pg from 'pg';
import type { Services } from '../context.ts';
import type { DatasetShape } from '../datasets/dataset-shape.ts';
import { inTransaction } from '../datasets/in-transaction.ts';
import { nameOf } from '../datasets/names.ts';
import { providerByName } from '../models/provider-record.ts';
import { fitColumns } from '../prompts/fit-columns.ts';
import { storedContent } from '../prompts/prompt-content.ts';
import { requireRunnable } from '../prompts/render-prompt.ts';
import { loadCombinations } from '../queue/combinations.ts';
import { compileFilter } from '../queue/filter/compile-filter.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import { amongCombinations } from '../queue/page-sql.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import type { EvaluationSettings } from './evaluation-settings.ts';
import { requirePrices } from './require-prices.ts';
import { labelsOf, seenSql } from './seen.ts';

export interface StartEvaluation {
  shape: DatasetShape;
  actorId: number;
  name: string;
  /** Null: the logged outputs as they are. */
  promptVersionId: number | null;
  evaluatorIds: readonly number[];
  /** Which rows, and in whose words; a sample's rows instead where there is one. */
  condition: Condition;
  sliceName: string | null;
  sampleId: number | null;
  settings: EvaluationSettings;
}

type Write = Pick<Services, 'db' | 'signals' | 'limits'>;

/** Begins an evaluation: copies what its rows are at this moment, and leaves the rest to the workers. Answers its id. Refused
 * when no row is chosen or too many are, when the prompt's variables are not all columns, or when its provider is not there. */
export async function startEvaluation(services: Write, start: StartEvaluation): Promise<number> {
  const { shape } = start;
  const name = nameOf(start.name, 'name', ['input', 'name']);
  await requireFit(services, start);
  const evaluators = await newestVersions(services, start);
  if (start.settings.budget !== null) {
    const asked = [start.promptVersionId, ...evaluators.map(({ judgeId }) => judgeId)].filter((id) => id !== null);
    await requirePrices(services.db, { projectId: shape.projectId, promptVersionIds: asked });
  }
  const id = await inTransaction(services.db.pool, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO evaluation (project_id, dataset_id, name, prompt_version_id, slice_name, condition, sample_id, settings, status, row_count, created_by_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'RUNNING', 0, $9) RETURNING id`,
      [
        shape.projectId,
        shape.id,
        name,
        start.promptVersionId,
        start.sliceName,
        start.condition,
        start.sampleId,
        start.settings,
        start.actorId,
      ],
    );
    const { id } = rows[0]!;
    await client.query(
      `INSERT INTO evaluation_evaluator (evaluation_id, evaluator_version_id, project_id, position, paid)
       SELECT $1, v.id, $2, v.position, v.paid FROM jsonb_to_recordset($3) AS v(id int, position int, paid boolean)`,
      [id, shape.projectId, JSON.stringify(evaluators.map((one, position) => ({ ...one, position })))],
    );
    await copyRows(client, services, { ...start, id });
    return id;
  });
  services.signals.send('evaluation', { projectId: shape.projectId, evaluationId: id });
  return id;
}

async function requireFit({ db }: Write, { promptVersionId, shape }: StartEvaluation): Promise<void> {
  if (promptVersionId === null) return;
  const version = await db.prisma.promptVersion.findUnique({ where: { id: promptVersionId } });
  if (version?.projectId !== shape.projectId) throw new NotFound('PromptVersion');
  const content = storedContent(version.content);
  const where = ['input', 'promptVersionId'];
  const { variables } = requireRunnable(content, where);
  const missing = fitColumns(variables, shape).filter(({ column }) => !column);
  if (missing.length > 0)
    throw new InvalidInput(
      `No column of “${shape.name}” fills ${missing.map((one) => `{{${one.name}}}`).join(', ')}. Its columns are ${shape.columns
        .filter(({ retired }) => !retired)
        .map(({ key }) => key)
        .join(', ')}.`,
      where,
    );
  await providerByName(db, shape.projectId, content.provider!);
}

interface NewestVersion {
  id: number;
  /** Whether its verdicts are calls of a model, and by which version of a judge's prompt. */
  paid: boolean;
  judgeId: number | null;
}

/** The evaluators' versions as of now. */
async function newestVersions({ db }: Write, { evaluatorIds, shape }: StartEvaluation): Promise<NewestVersion[]> {
  const wanted = [...new Set(evaluatorIds)];
  if (wanted.length === 0) throw new InvalidInput('Choose at least one evaluator.', ['input', 'evaluatorIds']);
  if (wanted.length > 20) throw new InvalidInput('An evaluation has at most 20 evaluators.', ['input', 'evaluatorIds']);
  const found = await db.prisma.evaluator.findMany({
    where: { id: { in: wanted }, projectId: shape.projectId },
    select: { id: true, kind: true, versions: { orderBy: { number: 'desc' }, take: 1, select: { id: true, config: true } } },
  });
  return wanted.map((id) => {
    const evaluator = found.find((one) => one.id === id);
    if (!evaluator?.versions[0]) throw new NotFound('Evaluator');
    const [{ id: versionId, config }] = evaluator.versions as [{ id: number; config: unknown }];
    const paid = evaluator.kind === 'JUDGE';
    return { id: versionId, paid, judgeId: paid ? (config as { promptVersionId: number }).promptVersionId : null };
  });
}

async function copyRows(client: pg.PoolClient, { db, limits }: Write, start: StartEvaluation & { id: number }): Promise<void> {
  const { id, shape, condition, sampleId, promptVersionId } = start;
  const combinations = await loadCombinations(db, shape.id);
  const filter = compileFilter(condition, combinations.byId.values());
  const chosen = sampleId === null ? `${amongCombinations('r')} AND ${filter.sql ?? 'true'}` : 'r.id = ANY ($7::bigint[])';
  const sample = sampleId === null ? [] : await rowsOfSample(client, sampleId, shape.id);
  // The outputs that were logged count as answered, with what their spans know of them.
  const answered =
    promptVersionId === null ? `clock_timestamp(), s.duration_ms, s.tokens_in, s.tokens_out, s.cost` : 'NULL, NULL, NULL, NULL, NULL';
  const { rowCount } = await client.query(
    `WITH given AS (SELECT $1::jsonb, $3::int[], $7::bigint[])
     INSERT INTO evaluation_row (evaluation_id, row_id, project_id, position, row_version, seen, labels, output, answered_at, latency_ms, tokens_in, tokens_out, cost)
     SELECT $4, x.id, x.project_id, row_number() OVER (ORDER BY x.id), x.version, x.seen, coalesce($5::jsonb -> x.combination_id::text, '{}'), ${promptVersionId === null ? `x.seen->'logged'` : 'NULL'}, ${answered}
     FROM (SELECT r.id, r.project_id, r.version, r.span_id, r.combination_id, ${seenSql(shape)} AS seen
       FROM dataset_row r JOIN row_cells c ON c.row_id = r.id
       WHERE r.dataset_id = $2 AND ${chosen} ORDER BY r.id LIMIT $6) x
     ${promptVersionId === null ? 'LEFT JOIN span s ON s.id = x.span_id' : ''}`,
    [
      JSON.stringify(filter.params),
      shape.id,
      filter.combos,
      id,
      JSON.stringify(labelsOf(shape, combinations.byId.values())),
      limits.evaluationRows + 1,
      sample,
    ],
  );
  const n = rowCount ?? 0;
  if (n === 0) throw new InvalidInput('No row is in this slice: there is nothing to evaluate.', ['input', 'filter']);
  if (n > limits.evaluationRows)
    throw new InvalidInput(`An evaluation has at most ${limits.evaluationRows} rows. Draw a sample first.`, ['input', 'filter']);
  await client.query('UPDATE evaluation SET row_count = $2 WHERE id = $1', [id, n]);
}

async function rowsOfSample(client: pg.PoolClient, sampleId: number, datasetId: number): Promise<number[]> {
  const { rows } = await client.query<{ rowIds: number[] }>('SELECT row_ids AS "rowIds" FROM sample WHERE id = $1 AND dataset_id = $2', [
    sampleId,
    datasetId,
  ]);
  if (!rows[0]) throw new NotFound('Sample');
  return rows[0].rowIds;
}
