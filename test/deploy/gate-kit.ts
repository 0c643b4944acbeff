import type { Grade } from '@docket/prisma/generated/client/enums.ts';
import { encodeId, numberOf } from '@docket/schema/ids.ts';
import type { Stack } from '../kit/stack.ts';
import { type SeenVerdict, type Yard, seedYard } from './kit.ts';

/** What was said of one row: a grade, a grade with its score, or null where the answer failed. */
type Said = Grade | [Grade, number | null] | null;

export interface GateYard extends Yard {
  /** Two evaluators, each with one version. */
  evaluatorIds: [string, string];
  /** Ten rows, row n with priority high, medium or low by turns, all filled unless said otherwise. */
  row(n: number): string;
  /** Sets the gate over this evaluator; rules beside it. */
  gate(rule?: Record<string, unknown>, rules?: Record<string, unknown>, more?: Record<string, unknown>): Promise<void>;
  /** A finished evaluation of version `n` (from 1) over the rows as they are: for each row what the first evaluator said, and what
   * the second did, by default the same. Rows that are left out are not in it. */
  evaluate(n: number, said: Said[], options?: { second?: Said[]; status?: 'FINISHED' | 'RUNNING'; newVersion?: boolean }): Promise<string>;
  /** What the gate says of version `n`. */
  judge(n: number): Promise<SeenVerdict>;
}

export const priorities = ['high', 'medium', 'low'];

/** A yard with a gate to be set over ten rows. */
export async function seedGate(stack: Stack, { rows = 10, fill = true } = {}): Promise<GateYard> {
  const yard = await seedYard(stack, {
    rows,
    values: (n) => ({ question: `Question ${n}`, answer: `Logged ${n}`, priority: priorities[n % 3] }),
  });
  const { as, datasetId, environmentId, promptId, rowIds, versionIds, ada } = yard;
  if (fill) await ada.bulk({ datasetId, filter: {}, values: {}, fill: true });
  const { prisma } = stack.db;
  const projectId = numberOf('Project', yard.projectId);
  const newVersion = (evaluatorId: number, number: number) =>
    prisma.evaluatorVersion.create({ data: { projectId, evaluatorId, number, config: {}, contentHash: String(number) } });
  const evaluators: number[] = [];
  for (const name of ['Exact match', 'Tone']) {
    const { id } = await prisma.evaluator.create({ data: { projectId, name, kind: 'TEXT' } });
    await newVersion(id, 1);
    evaluators.push(id);
  }
  const evaluatorIds = evaluators.map((id) => encodeId('Evaluator', id)) as [string, string];

  return {
    ...yard,
    evaluatorIds,
    row: (n) => rowIds[n]!,
    async gate(rule = { passRate: 1 }, rules = {}, more = {}) {
      const input = { environmentId, promptId, datasetId, rules: { evaluators: [{ evaluatorId: evaluatorIds[0], ...rule }], ...rules } };
      const { __typename, message } = await as.admin.setGate({ ...input, ...more });
      if (__typename !== 'SetGatePayload') throw new Error(message);
    },
    async evaluate(n, said, { second = said, status = 'FINISHED', newVersion: renewed = false } = {}) {
      if (renewed)
        for (const id of evaluators) await newVersion(id, 1 + (await prisma.evaluatorVersion.count({ where: { evaluatorId: id } })));
      const newest = await Promise.all(
        evaluators.map((evaluatorId) => prisma.evaluatorVersion.findFirstOrThrow({ where: { evaluatorId }, orderBy: { number: 'desc' } })),
      );
      const now = await prisma.datasetRow.findMany({
        where: { id: { in: said.map((_, at) => BigInt(numberOf('Row', rowIds[at]!))) } },
        orderBy: { id: 'asc' },
      });
      const { id: evaluationId } = await prisma.evaluation.create({
        data: {
          projectId,
          datasetId: numberOf('Dataset', datasetId),
          name: `Of version ${n}`,
          promptVersionId: numberOf('PromptVersion', versionIds[n - 1]!),
          condition: {},
          settings: {},
          status,
          rowCount: said.length,
          finishedAt: status === 'FINISHED' ? new Date() : null,
          evaluators: { create: newest.map(({ id }, position) => ({ evaluatorVersionId: id, projectId, position })) },
          rows: {
            create: now.map(({ id, version }, at) => ({
              rowId: id,
              projectId,
              position: at,
              rowVersion: version,
              seen: { logged: `Logged ${at}` },
              labels: {},
              ...(said[at] === null ? { state: 'FAILED', error: 'Too long.' } : { state: 'DONE', output: `New ${at}` }),
            })),
          },
        },
      });
      const scores = [said, second].flatMap((some, evaluator) =>
        some.flatMap((one, at) => {
          if (one === null) return [];
          const [grade, score] = typeof one === 'string' ? [one, null] : one;
          const key = { evaluationId, rowId: now[at]!.id, evaluatorVersionId: newest[evaluator]!.id, projectId };
          return [{ ...key, grade, score, reason: `Because ${at}.` }];
        }),
      );
      await prisma.evaluationScore.createMany({ data: scores });
      return encodeId('Evaluation', evaluationId);
    },
    async judge(n) {
      const verdict = await as.viewer.verdict(environmentId, versionIds[n - 1]!);
      if (!verdict) throw new Error('There is no gate.');
      return verdict;
    },
  };
}

/** What was said of ten rows: PASS, but for these. */
export const pass = (but: Record<number, Said> = {}, rows = 10): Said[] =>
  Array.from({ length: rows }, (_, n) => (n in but ? but[n]! : 'PASS'));

/** One check of a verdict, with its rows as indexes. */
export function checkOf({ checks }: SeenVerdict, kind: string, { rowIds }: Pick<Yard, 'rowIds'>, at = 0) {
  const check = checks.filter((one) => one.kind === kind)[at];
  if (!check) throw new Error(`There is no check ${kind}.`);
  const { got, passed, rowCount, rows, reason } = check;
  return { got, passed, rowCount, reason, rows: rows.map(({ rowId }) => rowIds.indexOf(rowId)) };
}
