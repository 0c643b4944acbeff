import type { LLMock } from '@copilotkit/aimock';
import { expect } from 'vitest';
import { mutationsOf, payload } from '../kit/mutations.ts';
import type { Stack } from '../kit/stack.ts';
import { evaluatorsOf, model } from '../evaluators/kit.ts';
import { seedQueue } from '../queue/kit.ts';

export { test } from '../evaluators/kit.ts';
export { model } from '../evaluators/kit.ts';

export interface ScoreView {
  grade: string;
  score: number | null;
  reason: string;
}

export interface RowView {
  rowId: string;
  state: string;
  inputs: Record<string, unknown>;
  logged: unknown;
  expected: unknown;
  labels: Record<string, string>;
  output: unknown;
  error: string | null;
  scores: ScoreView[];
}

export interface EvaluationView {
  id: string;
  status: string;
  pausedBecause: string | null;
  rowCount: number;
  done: number;
  failed: number;
  cost: number;
  calls: number;
  cachedCalls: number;
  repeatedCalls: number;
  repeatedCost: number;
  evaluators: {
    version: { id: string };
    passed: number;
    failed: number;
    unknown: number;
    passRate: number | null;
    meanScore: number | null;
  }[];
}

const rowFields = 'rowId state inputs logged expected labels output error scores { grade score reason }';
export const evaluationFields = `id status pausedBecause rowCount done failed cost calls cachedCalls repeatedCalls repeatedCost
  evaluators { version { id } passed failed unknown passRate meanScore }`;

/** A project with a dataset of question and answer rows, a provider, a prompt's version, and an evaluator that looks for `right`. */
export async function seedLoop(
  stack: Stack,
  models: LLMock,
  { rows = 6, values }: { rows?: number; values?: (n: number) => Record<string, unknown> } = {},
) {
  const bench = await seedQueue(stack, { rows, values: values ?? ((n) => ({ question: `Question ${n}`, answer: `Logged ${n}` })) });
  const { projectId, datasetId, people } = bench;
  const hands = evaluatorsOf(stack, people.owner);
  await hands.provider(projectId, models.url);
  const promptVersionId = await hands.prompt(projectId, 'answer', {
    purpose: 'ANSWER',
    messages: [{ role: 'user', content: 'Asked: {{question}}' }],
  });
  const created = await hands.create({ projectId, name: 'says right', kind: 'TEXT', config: { mode: 'CONTAINS_ANY', values: ['right'] } });
  const evaluatorId = created.evaluator.id;
  return {
    ...bench,
    hands,
    promptVersionId,
    evaluatorId,
    versionId: created.evaluator.latest.id,
    ...evaluationsOf(stack, bench.people.owner, datasetId),
  };
}

/** One person's hands on evaluations of a dataset. */
export function evaluationsOf(stack: Stack, who: Parameters<Stack['as']>[0], datasetId: string, { process = 0 } = {}) {
  const client = stack.as(who, { process });
  const mutate = mutationsOf(client);
  const evaluation = (field: string) => payload(field, `evaluation { ${evaluationFields} }`);
  const move = (field: string) => (id: string) =>
    mutate<{ evaluation: EvaluationView }>(field, { id }, evaluation(field), 'EvaluationIdInput');
  const look = async (id: string) =>
    (await client.execute<{ evaluation: EvaluationView }>(`query ($id: ID!) { evaluation(id: $id) { ${evaluationFields} } }`, { id }))
      .evaluation;
  return {
    client,
    look,
    start: (input: Record<string, unknown>) =>
      mutate<{ evaluation: EvaluationView }>('startEvaluation', { datasetId, name: 'A run', ...input }, evaluation('startEvaluation')),
    pause: move('pauseEvaluation'),
    resume: move('resumeEvaluation'),
    cancel: move('cancelEvaluation'),
    retry: move('retryFailed'),
    /** Resolves when it stands so. */
    async until(id: string, status: string, timeout = 20_000): Promise<EvaluationView> {
      await expect.poll(async () => (await look(id)).status, { timeout, interval: 50 }).toBe(status);
      return look(id);
    },
    async rows(id: string, filter: Record<string, unknown> = {}): Promise<RowView[]> {
      const found: RowView[] = [];
      let after: string | null = null;
      for (;;) {
        const page: { evaluation: { rows: { nodes: RowView[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } } =
          await client.execute(
            `query ($id: ID!, $filter: ResultFilter, $after: String) { evaluation(id: $id) { rows(filter: $filter, first: 200, after: $after) {
             nodes { ${rowFields} } pageInfo { hasNextPage endCursor } } } }`,
            { id, filter, after },
          );
        found.push(...page.evaluation.rows.nodes);
        if (!page.evaluation.rows.pageInfo.hasNextPage) return found;
        after = page.evaluation.rows.pageInfo.endCursor;
      }
    },
  };
}

/** What a request of a model asks, as its last message has it. */
export const askedIn = (request: { messages: { content: unknown }[] }): string => String(request.messages.at(-1)?.content ?? '');

/** Answers every question by this; one token in, one out, so that a call costs 0.3 dollars by the kit's prices. */
export function answerBy(models: LLMock, answer: (asked: string, n: number) => object | Promise<object>): { asked: string[] } {
  const seen: string[] = [];
  models.clearFixtures();
  models.addFixture({
    match: { model },
    response: async (request) => {
      const asked = askedIn(request);
      seen.push(asked);
      return { usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }, ...(await answer(asked, seen.length)) };
    },
  });
  return { asked: seen };
}
