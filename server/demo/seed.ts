import { setTimeout } from 'node:timers/promises';
import type { Database } from '@docket/prisma/database.ts';
import type { Services } from '@docket/schema/context.ts';
import { type DemoAccounts, demoAccounts, demoSlug } from './accounts.ts';
import { makeDiary } from './diary.ts';
import { makeGoldenDiary } from './golden-diary.ts';
import { liveThrough } from './live-through.ts';
import { makeAnnotations } from './make-annotations.ts';
import { makeAnswersDataset, makeFinishedDataset, makeSharedDataset, mapping, shapeNow } from './make-datasets.ts';
import { makeDeployments } from './make-deployments.ts';
import { makeEvaluations } from './make-evaluations.ts';
import { makeEvaluators } from './make-evaluators.ts';
import { makeProject, type DemoProject } from './make-project.ts';
import { makePrompts } from './make-prompts.ts';
import { makeProvider, moveProvider } from './make-provider.ts';
import { makeRowEvaluators } from './make-row-evaluators.ts';
import { makeSlices } from './make-slices.ts';
import { makeSpans } from './make-spans.ts';
import type { ModelServer } from './model/model-server.ts';
import { setTimes } from './set-times.ts';
import { makeSharedDiary } from './shared-diary.ts';
import { demoState, removeUnfinished } from './state.ts';
import { day, makeTraffic } from './traffic.ts';

export type { DemoAccounts } from './accounts.ts';

/**
 * Fills an empty database with a made-up company's support assistant: two weeks of spans, a dataset that is half
 * reviewed, slices, people; and its prompts, which were evaluated and deployed. Whole or not at all: what an earlier start left
 * unfinished is taken away and made anew. `models` answers for the made-up models, also later, and this process's outgoing calls
 * are let through to it. Answers how to sign in wherever the demo is, also when it was made earlier, and null where somebody's own
 * data is.
 */
export async function seedDemo(services: Services, models: ModelServer): Promise<DemoAccounts | null> {
  const { db } = services;
  const state = await alone(db, async () => {
    const found = await demoState(db);
    if (found === 'unfinished') await removeUnfinished(db);
    if (found === 'empty' || found === 'unfinished') {
      const projectId = await seed(services, models);
      // From here on the demo is whole.
      await db.prisma.project.update({ where: { id: projectId }, data: { slug: demoSlug } });
    }
    if (found !== 'other') await moveProvider(db, models.baseUrl);
    return found;
  });
  return state === 'other' ? null : demoAccounts;
}

/** Makes everything, one thing after the other. Answers the project, still under its unfinished slug. */
async function seed(services: Services, models: ModelServer): Promise<number> {
  const { db } = services;
  const { rows } = await db.pool.query<{ now: Date }>(`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`);
  const since = rows[0]!.now;
  const turns = makeTraffic(since);
  const project = await makeProject(services, new Date(since.getTime() - 65 * day));
  const spanIds = await makeSpans(services, { projectId: project.id, turns, now: since });
  const shared = { project, spanIds, since };

  const diary = makeDiary(turns, since);
  const answers = await makeAnswersDataset(services, { projectId: project.id, actorId: project.userIds.ines });
  await setTimes(db, { datasetId: answers.id, since, at: new Date(diary[0]!.at.getTime() - 3_600_000) });
  const slice = () => makeSlices(services, { shape: answers, project });
  await liveThrough(services, { ...shared, datasetId: answers.id, entries: diary, mapping, slice });
  await makeAnnotations(services, { datasetId: answers.id, project, since });

  const golden = await makeFinishedDataset(services, { projectId: project.id });
  const goldenDiary = makeGoldenDiary(turns, since);
  await setTimes(db, { datasetId: golden.id, since, at: new Date(goldenDiary[0]!.at.getTime() - 60_000) });
  await liveThrough(services, { ...shared, datasetId: golden.id, entries: goldenDiary });

  const twice = await makeSharedDataset(services, { projectId: project.id, actorId: project.userIds.ines });
  const sharedDiary = makeSharedDiary(turns, since);
  await setTimes(db, { datasetId: twice.id, since, at: new Date(sharedDiary[0]!.at.getTime() - 60_000) });
  await liveThrough(services, { ...shared, datasetId: twice.id, entries: sharedDiary });
  await makeLoop(services, { project, models, goldenId: golden.id, answersId: answers.id, since });
  return project.id;
}

interface MakeLoop {
  project: DemoProject;
  models: ModelServer;
  goldenId: number;
  answersId: number;
  since: Date;
}

/** How the prompts came to be what they are: versions, what they were measured by, what that showed, and what runs. */
async function makeLoop(services: Services, { project, models, goldenId, answersId, since }: MakeLoop): Promise<void> {
  const ago = (days: number): Date => new Date(since.getTime() - days * day);
  await makeProvider(services, { projectId: project.id, baseUrl: models.baseUrl });
  const prompts = await makePrompts(services, project, ago);
  const evaluators = await makeEvaluators(services, project, ago(3.11));
  const golden = await shapeNow(services, goldenId);
  const evaluation = (name: string, version: number | null, daysAgo: number) => ({
    name,
    shape: golden,
    actorId: project.userIds.ines,
    promptVersionId: version === null ? null : prompts['support-answer'].versionIds[version - 1]!,
    evaluatorIds: [evaluators.correctness, evaluators.noSecrets, evaluators.length],
    at: ago(daysAgo),
  });
  models.hurry = true;
  try {
    await makeEvaluations(services, [
      evaluation('Golden answers as they were logged', null, 3.108),
      evaluation('support-answer v12 on the golden answers', 12, 3.107),
      evaluation('support-answer v13 on the golden answers', 13, 3.106),
      evaluation('support-answer v14 on the golden answers', 14, 1.15),
    ]);
    await makeRowEvaluators(services, { project, evaluators, answers: await shapeNow(services, answersId), since });
  } finally {
    models.hurry = false;
  }
  await makeDeployments(services, { project, prompts, evaluators, golden, ago });
}

/** Two processes that start on one empty database must not both seed it. */
async function alone<T>({ pool }: Database, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    // Asked for again and again, since the pool's connections give up a lock that they wait for, and seeding takes its seconds.
    while (!(await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock($1) AS ours', [lockKey])).rows[0]!.ours)
      await setTimeout(100);
    return await work();
  } finally {
    // With the connection the lock goes, whatever state they are in.
    client.release(true);
  }
}

const lockKey = 1_685_021_548;
