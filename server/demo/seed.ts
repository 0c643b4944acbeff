import type { Database } from '@docket/prisma/database.ts';
import type { Services } from '@docket/schema/context.ts';
import { type DemoAccounts, demoAccounts, demoSlug } from './accounts.ts';
import { makeDiary } from './diary.ts';
import { makeGoldenDiary } from './golden-diary.ts';
import { liveThrough } from './live-through.ts';
import { makeAnswersDataset, makeFinishedDataset, mapping } from './make-datasets.ts';
import { makeProject } from './make-project.ts';
import { makeSlices } from './make-slices.ts';
import { makeSpans } from './make-spans.ts';
import { setTimes } from './set-times.ts';
import { demoState, removeUnfinished } from './state.ts';
import { day, makeTraffic } from './traffic.ts';

export type { DemoAccounts } from './accounts.ts';

/**
 * Fills an empty database with a made-up company's support assistant: two weeks of spans, a dataset that is half
 * reviewed, slices, people. Whole or not at all: what an earlier start left unfinished is taken away and made anew.
 * Answers how to sign in wherever the demo is, also when it was made earlier, and null where somebody's own data is.
 */
export async function seedDemo(services: Services): Promise<DemoAccounts | null> {
  const { db } = services;
  const state = await alone(db, async () => {
    const found = await demoState(db);
    if (found === 'unfinished') await removeUnfinished(db);
    if (found === 'empty' || found === 'unfinished') {
      const projectId = await seed(services);
      // From here on the demo is whole.
      await db.prisma.project.update({ where: { id: projectId }, data: { slug: demoSlug } });
    }
    return found;
  });
  return state === 'other' ? null : demoAccounts;
}

/** Makes everything, one thing after the other. Answers the project, still under its unfinished slug. */
async function seed(services: Services): Promise<number> {
  const { db } = services;
  const { rows } = await db.pool.query<{ now: Date }>(`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`);
  const since = rows[0]!.now;
  const turns = makeTraffic(since);
  const project = await makeProject(services, new Date(since.getTime() - 15 * day));
  const spanIds = await makeSpans(services, { projectId: project.id, turns, now: since });
  const shared = { project, spanIds, since };

  const diary = makeDiary(turns, since);
  const answers = await makeAnswersDataset(services, { projectId: project.id, actorId: project.userIds.ines });
  await setTimes(db, { datasetId: answers.id, since, at: new Date(diary[0]!.at.getTime() - 3_600_000) });
  const slice = () => makeSlices(services, { shape: answers, project });
  await liveThrough(services, { ...shared, datasetId: answers.id, entries: diary, mapping, slice });

  const golden = await makeFinishedDataset(services, { projectId: project.id });
  const goldenDiary = makeGoldenDiary(turns, since);
  await setTimes(db, { datasetId: golden.id, since, at: new Date(goldenDiary[0]!.at.getTime() - 60_000) });
  await liveThrough(services, { ...shared, datasetId: golden.id, entries: goldenDiary });
  return project.id;
}

/** Two processes that start on one empty database must not both seed it. */
async function alone<T>({ pool }: Database, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    return await work();
  } finally {
    // With the connection the lock goes, whatever state they are in.
    client.release(true);
  }
}

const lockKey = 1_685_021_548;
