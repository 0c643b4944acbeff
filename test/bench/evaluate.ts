import { startEvaluation } from '@docket/schema/evaluations/start-evaluation.ts';
import { defaultLimits } from '@docket/schema/limits.ts';
import type { Benchmark } from './kit/benchmark.ts';
import { makeDataset } from './kit/dataset.ts';
import type { Seen } from './kit/load/screen.ts';
import { type Pace, quantile, spread } from './kit/measure.ts';
import { openStage } from './kit/stage.ts';
import { startProcess } from './kit/start-process.ts';

const answerMs = 50;
const atOnce = 32;
const ideal = (1000 / answerMs) * atOnce;

/** A prompt's version over a dataset with a text matcher, at a provider that answers after 50 ms, 32 at once, with a screen that
 * follows; against 32 bare calls at once. */
export const evaluate: Benchmark = async (say, { quick }) => {
  const { rows, rounds } = quick ? { rows: 1000, rounds: 1 } : { rows: 6000, rounds: 3 };
  say(`${rows} rows, ${rounds} rounds; the provider answers after ${answerMs} ms, ${atOnce} at once: at most ${ideal} rows/s`);
  const stage = await openStage();
  const provider = await startProcess('./slow-provider.ts');
  try {
    const { db, projectId } = stage;
    const [secret] = await stage.reviewers(1);
    const server = await stage.server({ DOCKET_ALLOW_HOSTS: '127.0.0.1' });
    const client = await stage.client();
    const promptVersionId = await seed(stage, provider.ready.url);
    const evaluator = await db.prisma.evaluator.create({
      data: {
        ...{ projectId, name: 'Says reset', kind: 'TEXT' },
        versions: {
          create: {
            projectId,
            number: 1,
            contentHash: '',
            config: { mode: 'CONTAINS_ANY', values: ['Reset'], ignoreCase: false, whitespace: 'KEEP' },
          },
        },
      },
    });
    const found = { pace: [] as number[], bare: [] as number[], screen: [] as number[][], cpu: [] as number[], missing: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const bare = await client.ask<Pace>('bareCalls', { url: provider.ready.url, atOnce, seconds: quick ? 3 : 10 });
      const { shape } = await makeDataset(db, { projectId, name: `Evaluate ${round}`, rows });
      await provider.ask('forget');
      const before = await server.usage();
      // By the rule itself, past the API: what is measured begins with the first row, and a worker wakes within a second.
      const evaluationId = await startEvaluation(
        { db, limits: { ...defaultLimits }, signals: { send: () => undefined, on: () => () => undefined, onGap: () => () => undefined } },
        {
          ...{
            shape,
            actorId: 1,
            name: `Round ${round}`,
            promptVersionId,
            evaluatorIds: [evaluator.id],
            condition: { kind: 'and', of: [] },
          },
          ...{ sliceName: null, sampleId: null, settings: { budget: null, requestsPerMinute: null, cache: true } },
        },
      );
      const seen = await client.ask<Seen>('followEvaluation', { url: server.url, secret, evaluationId: `Evaluation_${evaluationId}` });
      const after = await server.usage();
      const given = await provider.ask<{ rows: number[]; at: number[] }>('given');
      // From the first answer's request to the last answer recorded and seen.
      const seconds = (seen.finishedAt - (given.at[0]! - answerMs)) / 1000;
      const shown = new Map(seen.rows.map((row, n) => [row, seen.at[n]!]));
      const delays = given.rows.flatMap((row, n) => (shown.has(row) ? [shown.get(row)! - given.at[n]!] : []));
      found.pace.push(rows / seconds);
      found.bare.push(bare.perSecond);
      found.screen.push(delays);
      found.cpu.push((after.cpuMs - before.cpuMs) / rows);
      found.missing += rows - delays.length;
      say(
        `round ${round + 1}: ${(rows / seconds).toFixed(0)} rows/s, bare calls ${bare.perSecond.toFixed(0)}/s; on screen after p50 ${quantile(delays, 0.5).toFixed(0)}, p95 ${quantile(delays, 0.95).toFixed(0)} ms, ${seen.messages} messages`,
      );
    }
    return {
      rows,
      rounds,
      at_once: atOnce,
      ...spread(
        'ideal_ratio',
        found.pace.map((pace) => pace / ideal),
        2,
      ),
      ...spread(
        'bare_ratio',
        found.pace.map((pace, n) => pace / found.bare[n]!),
        2,
      ),
      ...spread('rows_per_s', found.pace),
      ...spread('bare_per_s', found.bare),
      ...spread(
        'screen_ms',
        found.screen.map((delays) => quantile(delays, 0.95)),
        0,
      ),
      ...spread(
        'screen_p50_ms',
        found.screen.map((delays) => quantile(delays, 0.5)),
        0,
      ),
      ...spread('cpu_ms_per_row', found.cpu, 2),
      not_on_screen: found.missing,
    };
  } finally {
    await provider.stop();
    await stage.stop();
  }
};

/** A provider without a key, and a prompt's version that asks it; answers the version's id. */
async function seed(
  { db, projectId }: { db: Awaited<ReturnType<typeof openStage>>['db']; projectId: number },
  url: string,
): Promise<number> {
  await db.prisma.modelProvider.create({
    data: {
      projectId,
      name: 'bench',
      kind: 'OPENAI_COMPATIBLE',
      baseUrl: `${url}/v1`,
      concurrency: atOnce,
      prices: { bench: { in: 1, out: 2 } },
    },
  });
  const content = {
    messages: [
      { role: 'system', content: 'Answer from the help center.' },
      { role: 'user', content: '{{question}}' },
    ],
    ...{ provider: 'bench', model: 'bench', settings: { temperature: 0 }, tools: [], responseSchema: null },
  };
  const prompt = await db.prisma.prompt.create({
    data: { projectId, name: 'bench', draft: content, versions: { create: { projectId, number: 1, content, contentHash: '' } } },
    include: { versions: true },
  });
  return prompt.versions[0]!.id;
}
