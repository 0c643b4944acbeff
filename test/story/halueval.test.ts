import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testData } from '../kit/left-out.ts';
import { startStack } from '../kit/stack.ts';
import { followEverything, watchSizes } from './followers.ts';
import { reviewUntilNothingIsLeft } from './reviewers.ts';

interface Line {
  ID: string;
  user_query: string;
  chatgpt_response: string;
  hallucination: 'yes' | 'no';
}

const importSpans = `mutation ($input: ImportSpansInput!) { importSpans(input: $input) {
  __typename ... on Error { message } ... on ImportSpansPayload { added unchanged refused { index id code } } } }`;

const addSpans = `mutation ($input: AddSpansToDatasetInput!) { addSpansToDataset(input: $input) {
  __typename ... on Error { message } ... on AddSpansToDatasetPayload { added alreadyThere dataset { size queueSize } } } }`;

/** One line of the file has an empty id, which no span may have. */
const idOf = (line: Line): string => line.ID || 'without-an-id';

/** The loop from a log to a filled row, on real data, with eight reviewers, two processes and a bad network. */
test.skipIf(!testData)('4,507 real answers go from a log to filled rows, by eight reviewers at once', { timeout: 180_000 }, async () => {
  const lines = readFileSync(join(testData!, 'halueval-general.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const stack = await startStack({ processes: 2, spawned: true });
  try {
    const owner = await stack.person('Olga');
    const reviewers = await Promise.all(['Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Fay', 'Gus', 'Hal'].map((name) => stack.person(name)));
    const project = await stack.project([
      [owner, 'OWNER'],
      ...reviewers.map((person): [typeof person, 'REVIEWER'] => [person, 'REVIEWER']),
    ]);
    const api = stack.as(owner);

    // In: every line once, the repeated id reported.
    const told = { added: 0, refused: [] as { line: number; id: string; code: string }[] };
    for (let from = 0; from < lines.length; from += 500) {
      const spans = lines.slice(from, from + 500).map((line) => ({
        id: idOf(line),
        kind: 'MODEL',
        variables: { question: line.user_query },
        output: line.chatgpt_response,
        attributes: { hallucination: line.hallucination },
      }));
      const { importSpans: answer } = await api.execute<{
        importSpans: { added: number; refused: { index: number; id: string; code: string }[] };
      }>(importSpans, {
        input: { projectId: project.id, spans },
      });
      told.added += answer.added;
      told.refused.push(...answer.refused.map(({ index, id, code }) => ({ line: from + index + 1, id, code })));
    }
    expect(told.added).toBe(4506);
    expect(told.refused).toHaveLength(1);
    expect(told.refused[0]).toMatchObject({ id: idOf(lines[told.refused[0]!.line - 1]!), code: 'DIFFERENT_CONTENT' });

    // Into a dataset by filter, once.
    const { createDataset } = await api.execute<{ createDataset: { dataset: { id: string } } }>(
      'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { ... on CreateDatasetPayload { dataset { id } } } }',
      { input: { projectId: project.id, name: 'HaluEval', annotationPreset: true } },
    );
    const datasetId = createDataset.dataset.id;
    const follower = followEverything(stack.as(owner, { process: 1 }), datasetId);
    const dashboard = watchSizes(stack.as(owner, { process: 1 }), datasetId);
    await Promise.all([follower.ready, dashboard.ready]);
    const input = { datasetId, filter: { kind: ['MODEL'] } };
    expect((await api.execute<{ addSpansToDataset: unknown }>(addSpans, { input })).addSpansToDataset).toMatchObject({
      added: 4506,
      alreadyThere: 0,
      dataset: { size: 4506, queueSize: 4506 },
    });
    expect((await api.execute<{ addSpansToDataset: unknown }>(addSpans, { input })).addSpansToDataset).toMatchObject({
      added: 0,
      alreadyThere: 4506,
      dataset: { size: 4506 },
    });

    // Eight reviewers until nothing is left, while the watchers' sockets are cut ten times.
    const verdicts = new Map(lines.map((line) => [idOf(line), line.hallucination]).reverse() as [string, 'yes' | 'no'][]);
    let done = 0;
    const cuts = { made: 0 };
    const cutWhenDue = (): void => {
      if (cuts.made < 10 && done > ((cuts.made + 1) * 4506) / 12) {
        cuts.made += 1;
        follower.cut();
        dashboard.cut();
      }
    };
    const counts = await Promise.all(
      reviewers.map((person) =>
        reviewUntilNothingIsLeft(stack.as(person), datasetId, verdicts, () => {
          done += 1;
          cutWhenDue();
        }),
      ),
    );
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(4506);
    expect(cuts.made).toBe(10);

    // What the watchers saw is what is.
    await follower.level(stack.db);
    await expect.poll(() => dashboard.latest(), { timeout: 5000 }).toEqual({ 'correct/filled': 3691, 'hallucination/filled': 815 });
    expect(follower.problems).toEqual([]);
    expect(follower.reconnects()).toBeGreaterThanOrEqual(10);
    const { rows } = await stack.db.pool.query<{ id: string; status: string; category: string }>(
      `SELECT 'Row_' || r.id AS id, CASE WHEN m.filled THEN 'FILLED' ELSE 'EMPTY' END AS status, o.value AS category
       FROM dataset_row r JOIN combination m ON m.id = r.combination_id
       JOIN dataset_column c ON c.dataset_id = r.dataset_id AND c.key = 'feedback_category'
       LEFT JOIN label_option o ON o.id = (m.labels ->> c.id::text)::int`,
    );
    expect(follower.replay()).toEqual(new Map(rows.map(({ id, status, category }) => [id, { status, category, holder: null }])));

    const { dataset } = await api.execute<{ dataset: { queueSize: number; sizes: { key: unknown; count: number }[] } }>(
      'query ($id: ID!) { dataset(id: $id) { queueSize sizes(groupBy: ["feedback_category", "priority"]) { key count } } }',
      { id: datasetId },
    );
    expect(dataset.queueSize).toBe(0);
    expect(dataset.sizes).toHaveLength(2);
    expect(dataset.sizes).toContainEqual({ key: { feedback_category: 'hallucination', priority: 'high' }, count: 815 });
    expect(dataset.sizes).toContainEqual({ key: { feedback_category: 'correct', priority: null }, count: 3691 });

    // Out: the export says what the humans said.
    const exported = (await (await api.request(`/api/datasets/${datasetId}/rows.jsonl`)).text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
    const kept = lines.filter((_, index) => index + 1 !== told.refused[0]!.line);
    const asText = (one: (string | undefined)[]) => JSON.stringify(one);
    expect(exported.map((row) => asText([row['question'], row['output'], row['feedback_category']])).sort()).toEqual(
      kept
        .map((line) => asText([line.user_query, line.chatgpt_response, line.hallucination === 'yes' ? 'hallucination' : 'correct']))
        .sort(),
    );
  } finally {
    await stack.stop();
  }
});
