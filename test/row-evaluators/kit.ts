import { createHash } from 'node:crypto';
import type { LLMock } from '@copilotkit/aimock';
import { expect } from 'vitest';
import { evaluatorsOf, scale } from '../evaluators/kit.ts';
import { mutationsOf, payload } from '../kit/mutations.ts';
import type { Person, Stack } from '../kit/stack.ts';
import { seedQueue } from '../queue/kit.ts';

export { test } from '../evaluators/kit.ts';

interface Group {
  rows: number;
  agreed: number;
  share: number | null;
}

export interface RowEvaluatorView {
  id: string;
  evaluator: { id: string; name: string };
  purpose: 'SUGGEST' | 'CHECK';
  filter: Record<string, unknown>;
  column: { key: string } | null;
  passLabels: string[];
  failLabel: string | null;
  hiddenShare: number;
  budget: number | null;
  enabled: boolean;
  pausedBecause: string | null;
  judged: number;
  disagreed: number;
  unknown: number;
  failed: number;
  cost: number;
  anchoring: { shown: Group; hidden: Group; difference: number | null; interval: { low: number; high: number } | null } | null;
}

export interface SuggestionView {
  evaluator: { name: string };
  version: number;
  column: { key: string };
  value: string;
  score: number | null;
  confidence: number | null;
  reason: string;
  cost: number | null;
  hidden: boolean;
  outcome: 'ACCEPTED' | 'CHANGED' | null;
}

export interface CheckView {
  evaluator: { name: string };
  version: number;
  grade: string;
  score: number | null;
  reason: string;
  disagrees: boolean | null;
  outdated: boolean;
}

export interface JudgedRowView {
  id: string;
  version: number;
  status: string;
  values: Record<string, unknown>;
  suggestions: SuggestionView[];
  checks: CheckView[];
}

export const fields = `id evaluator { id name } purpose filter column { key } passLabels failLabel hiddenShare budget enabled pausedBecause
  judged disagreed unknown failed cost
  anchoring { shown { rows agreed share } hidden { rows agreed share } difference interval { low high } }`;
const judgedFields = `id version status values
  suggestions { evaluator { name } version column { key } value score confidence reason cost hidden outcome }
  checks { evaluator { name } version grade score reason disagrees outdated }`;

/** One person's hands on what runs on rows of a dataset. */
export function rowEvaluatorsOf(stack: Stack, who: Person, datasetId: string, { process = 0 } = {}) {
  const client = stack.as(who, { process });
  const mutate = mutationsOf(client);
  const call = <T>(field: string, input: object, selection: string) => mutate<T>(field, input, payload(field, selection));
  const selection = `rowEvaluator { ${fields} }`;
  const all = async () =>
    (
      await client.execute<{ dataset: { rowEvaluators: RowEvaluatorView[] } }>(
        `query ($id: ID!) { dataset(id: $id) { rowEvaluators { ${fields} } } }`,
        { id: datasetId },
      )
    ).dataset.rowEvaluators;
  const look = async (id: string) =>
    (await client.execute<{ row: JudgedRowView }>(`query ($id: ID!) { row(id: $id) { ${judgedFields} } }`, { id })).row;
  return {
    client,
    all,
    /** A row with what evaluators say of it, as this person may see it. */
    look,
    add: (input: Record<string, unknown>) =>
      call<{ rowEvaluator: RowEvaluatorView }>('addRowEvaluator', { datasetId, ...input }, selection),
    update: (input: Record<string, unknown>) => call<{ rowEvaluator: RowEvaluatorView }>('updateRowEvaluator', input, selection),
    remove: (id: string) => call<{ removedId: string }>('removeRowEvaluator', { id }, 'removedId'),
    /** Adds rows; answers their ids. */
    async addRows(rows: Record<string, unknown>[]): Promise<string[]> {
      const { addRows } = await client.execute<{ addRows: { rows: { id: string }[] } }>(
        'mutation ($input: AddRowsInput!) { addRows(input: $input) { ... on AddRowsPayload { rows { id } } } }',
        { input: { datasetId, rows } },
      );
      return addRows.rows.map(({ id }) => id);
    },
    /** Resolves when the tallies are so. */
    async until(id: string, tallies: Partial<RowEvaluatorView>, timeout = 15_000): Promise<RowEvaluatorView> {
      const one = async () => (await all()).find((found) => found.id === id)!;
      await expect.poll(one, { timeout, interval: 50 }).toMatchObject(tallies);
      return one();
    },
    /** Resolves when the row is so. */
    async untilRow(id: string, is: Record<string, unknown>, timeout = 10_000): Promise<JudgedRowView> {
      await expect.poll(() => look(id), { timeout, interval: 50 }).toMatchObject(is);
      return look(id);
    },
  };
}

/** A dataset without rows, two reviewers, and an owner's hands on what runs on its rows; an evaluator called `says right`. */
export async function seedRows(stack: Stack) {
  const bench = await seedQueue(stack, { rows: 0 });
  const { projectId, datasetId, people } = bench;
  const evaluators = evaluatorsOf(stack, people.owner);
  const evaluator = async (name: string, config: Record<string, unknown>, kind = 'TEXT') =>
    (await evaluators.create({ projectId, name, kind, config })).evaluator.id;
  const evaluatorId = await evaluator('says right', { mode: 'CONTAINS_ANY', values: ['right'] });
  const suggest = { purpose: 'SUGGEST', evaluatorId, failLabel: 'incorrect' };
  return { ...bench, evaluators, evaluator, evaluatorId, suggest, ...rowEvaluatorsOf(stack, people.owner, datasetId) };
}

/** The same with a judge, called `judge`: its scale is 1 to 3, and 3 passes. */
export async function seedJudge(stack: Stack, models: LLMock) {
  const bench = await seedRows(stack);
  const { evaluators, evaluator, projectId } = bench;
  await evaluators.provider(projectId, models.url);
  const promptVersionId = await evaluators.prompt(projectId, 'judge');
  const evaluatorId = await evaluator('judge', { promptVersionId, scale, passAt: 3 }, 'JUDGE');
  return { ...bench, evaluatorId, suggest: { ...bench.suggest, evaluatorId } };
}

/** Rows whose answer says `right` where `n` is even. */
export const someRows = (count: number, from = 0): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, at) => {
    const n = from + at;
    return { question: `Question ${n}`, answer: n % 2 === 0 ? `All right ${n}` : `Wrong ${n}` };
  });

/** What a share is decided by, in words of its own: the first 32 bits of the SHA-256 of the id. */
export const placeOf = (rowId: string): number => createHash('sha256').update(rowId.split('_')[1]!).digest().readUInt32BE(0) / 2 ** 32;
