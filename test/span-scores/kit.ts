import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { mutationsOf, payload } from '../kit/mutations.ts';
import type { Person, Stack } from '../kit/stack.ts';

export { test } from '../evaluators/kit.ts';

export interface SpanEvaluatorView {
  id: string;
  evaluator: { id: string; name: string };
  filter: Record<string, unknown>;
  share: number;
  budget: number | null;
  enabled: boolean;
  pausedBecause: string | null;
  scored: number;
  unknown: number;
  failed: number;
  cost: number;
}

export interface SpanView {
  spanId: string;
  scores: { name: string; value: number }[];
}

export const fields = 'id evaluator { id name } filter share budget enabled pausedBecause scored unknown failed cost';

/** One person's hands on what runs on spans of a project. */
export function spansOf(stack: Stack, who: Person, projectId: string, { process = 0 } = {}) {
  const client = stack.as(who, { process });
  const slug = stack.db.prisma.project.findUniqueOrThrow({ where: { id: Number(projectId.split('_')[1]) } }).then((found) => found.slug);
  const mutate = mutationsOf(client);
  const call = <T>(field: string, input: object, selection: string) => mutate<T>(field, input, payload(field, selection));
  const selection = `spanEvaluator { ${fields} }`;
  const all = async () =>
    (
      await client.execute<{ project: { spanEvaluators: SpanEvaluatorView[] } }>(
        `query ($slug: String!) { project(slug: $slug) { spanEvaluators { ${fields} } } }`,
        { slug: await slug },
      )
    ).project.spanEvaluators;
  const spans = async (filter: Record<string, unknown> = {}) =>
    (
      await client.execute<{ project: { spans: { nodes: SpanView[] } } }>(
        `query ($slug: String!, $filter: SpanFilter) { project(slug: $slug) {
           spans(filter: $filter, first: 200, orderBy: OLDEST) { nodes { spanId scores { name value } } } } }`,
        { slug: await slug, filter },
      )
    ).project.spans.nodes;
  return {
    client,
    all,
    spans,
    add: (input: Record<string, unknown>) =>
      call<{ spanEvaluator: SpanEvaluatorView }>('addSpanEvaluator', { projectId, ...input }, selection),
    update: (input: Record<string, unknown>) => call<{ spanEvaluator: SpanEvaluatorView }>('updateSpanEvaluator', input, selection),
    remove: (id: string) => call<{ removedId: string }>('removeSpanEvaluator', { id }, 'removedId'),
    send: async (sent: Record<string, unknown>[]) =>
      (
        await client.execute<{ importSpans: { added: number; unchanged: number; refused: { code: string }[] } }>(
          `mutation ($input: ImportSpansInput!) { importSpans(input: $input) { ... on ImportSpansPayload { added unchanged refused { code } } } }`,
          { input: { projectId, spans: sent } },
        )
      ).importSpans,
    /** Resolves when the tallies are so. */
    async until(id: string, tallies: Partial<SpanEvaluatorView>, timeout = 15_000): Promise<SpanEvaluatorView> {
      const look = async () => (await all()).find((one) => one.id === id)!;
      await expect.poll(look, { timeout, interval: 50 }).toMatchObject(tallies);
      return look();
    },
  };
}

/** A project with an admin and an evaluator called `says right`. */
export async function seedSpans(stack: Stack) {
  const ada = await stack.person('Ada');
  const project = await stack.project([[ada, 'ADMIN']]);
  const hands = spansOf(stack, ada, project.id);
  const evaluator = (name: string, values: string[]) =>
    stack
      .as(ada)
      .execute<{ createEvaluator: { evaluator: { id: string } } }>(
        `mutation ($input: CreateEvaluatorInput!) { createEvaluator(input: $input) { ... on CreateEvaluatorPayload { evaluator { id } } } }`,
        { input: { projectId: project.id, name, kind: 'TEXT', config: { mode: 'CONTAINS_ANY', values } } },
      )
      .then(({ createEvaluator }) => createEvaluator.evaluator.id);
  return { ada, project, evaluator, evaluatorId: await evaluator('says right', ['right']), ...hands };
}

/** Spans whose output says `right` where `n` is even. */
export const someSpans = <More extends object>(count: number, more: (n: number) => More = () => ({}) as More, from = 0) =>
  Array.from({ length: count }, (_, at) => {
    const n = from + at;
    return { id: `s${n}`, variables: { question: `Question ${n}` }, output: n % 2 === 0 ? `All right ${n}` : `Wrong ${n}`, ...more(n) };
  });

/** What a share is decided by, in words of its own: the first 32 bits of the SHA-256 of trace and span. */
export const placeOf = (traceId: string, spanId: string): number =>
  createHash('sha256').update(`${traceId} ${spanId}`).digest().readUInt32BE(0) / 2 ** 32;

/** The value of a score by name. */
export const valueOf = ({ scores }: SpanView, name: string): number | undefined => scores.find((score) => score.name === name)?.value;
