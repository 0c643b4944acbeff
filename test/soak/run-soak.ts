import { fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@docket/prisma/database.ts';
import { migrate } from '@docket/prisma/migrate.ts';
import { makeStack } from '../kit/make-stack.ts';
import { seedQueue } from '../queue/kit.ts';
import { check } from './check/check.ts';
import { type Evidence, readEvidence } from './check/evidence.ts';
import type { Verdict } from './check/verdict.ts';
import { type Entry, readHistory, recorder } from './history.ts';
import type { LoadOrder } from './load.ts';
import { startPostgres } from './postgres.ts';
import { randomOf } from './random.ts';
import { makeFaults } from './schedule.ts';
import { makeServer } from './server.ts';
import type { World } from './world.ts';
import { runsTypeScript } from '../kit/typescript.ts';

export interface Soak {
  minutes: number;
  reviewers: number;
  subscribers: number;
  seed: number;
  /** Mean time between two steps of one reviewer, and between two faults, in milliseconds. */
  pace: number;
  pause: number;
  log?(line: string): void;
}

export interface SoakResult {
  verdicts: Verdict[];
  history: Entry[];
  evidence: Evidence;
  /** Faults that could not be had here, and why. */
  leftOut: string[];
  /** Of the files: the history, and what the servers wrote. */
  folder: string;
}

/** Rows at the beginning: enough that some slices run dry and others do not. */
const startRows = 3_000;

/** Small bounds, so that what happens past them happens here. */
const bounds = {
  NODE_ENV: 'test',
  DOCKET_LOG_LEVEL: 'warn',
  DOCKET_CLAIMS_PER_PERSON: '0',
  DOCKET_SOCKETS_PER_PERSON: '2000',
  DOCKET_SUBSCRIBER_BUFFER: '100',
  DOCKET_RESUME_EVENTS: '2000',
};

/** The whole of it: a Postgres, two servers, the clients, the faults; then the checker. Everything is ended afterwards. */
export async function runSoak({ minutes, reviewers, subscribers, seed, pace, pause, log = () => undefined }: Soak): Promise<SoakResult> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-soak-history-'));
  const file = join(folder, 'history.jsonl');
  const serverLog = (line: string) => appendFileSync(join(folder, 'servers.log'), line);
  const postgres = await startPostgres({ diskMegabytes: 700, log: (line) => serverLog(`${line}\n`) });
  const ends: (() => Promise<void>)[] = [() => postgres.stop()];
  try {
    await migrate(postgres.url);
    const env = { ...bounds, DATABASE_URL: postgres.url };
    const servers = await Promise.all([1, 2].map(() => makeServer(env, serverLog)));
    ends.push(async () => void (await Promise.all(servers.map((server) => server.close()))));
    await Promise.all(servers.map((server) => server.start()));

    const { datasetId, people } = await seedPeople(
      postgres.url,
      servers.map(({ proxy }) => proxy.url),
      reviewers,
    );
    const load = fork(fileURLToPath(new URL('./load.ts', import.meta.url)), { execArgv: runsTypeScript });
    ends.push(async () => void load.kill('SIGKILL'));
    const done = once(load, 'exit');
    const order: LoadOrder = { urls: servers.map(({ proxy }) => proxy.url), datasetId, people, reviewers, subscribers, pace, seed, file };
    load.send(order);
    await Promise.race([once(load, 'message'), done]);
    log(`${reviewers} reviewers and ${subscribers} subscribers are there; seed ${seed}; ${folder}`);

    const history = recorder(join(folder, 'faults.jsonl'));
    const sampling = setInterval(() => {
      servers.forEach((server, n) => history.write({ t: 'sample', server: n, at: Date.now(), rss: server.rss() }));
    }, 5_000);
    const world: World = { postgres, databaseUrl: postgres.url, servers, random: randomOf(seed + 1), doze: () => void load.send('doze') };
    await sleep(3_000);
    const leftOut = await makeFaults(world, { until: Date.now() + minutes * 60_000, pause, write: history.write, log });

    // All is well again before anything is counted.
    const healed = Date.now();
    while (!(await Promise.all(servers.map((server) => server.isReady()))).every(Boolean) && Date.now() - healed < 60_000) await sleep(200);
    await sleep(2_000);
    load.send('stop');
    const [code] = (await done) as [number | null];
    clearInterval(sampling);
    await history.close();
    const surprises = servers.flatMap((server) => server.surprises);
    if (code !== 0) surprises.push(`the clients ended with ${code}`);

    const db = openDatabase({ url: postgres.url, poolSize: 2, prismaPoolSize: 1 });
    // What is still held runs out, so that the tables come to rest.
    await sleep(1_000);
    const stored = await readEvidence(db, Number(datasetId.split('_')[1]));
    await db.close();
    const entries: Entry[] = [];
    for (const one of [file, join(folder, 'faults.jsonl')]) for await (const entry of readHistory(one)) entries.push(entry);
    const evidence: Evidence = {
      ...stored,
      ops: entries.filter((entry) => entry.t === 'op'),
      heard: entries.filter((entry) => entry.t === 'heard' || entry.t === 'page' || entry.t === 'sizes'),
      surprises,
    };
    return { verdicts: check(evidence), history: entries, evidence, leftOut, folder };
  } finally {
    for (const end of ends.reverse()) await end().catch((error: unknown) => log(String(error)));
  }
}

async function seedPeople(databaseUrl: string, urls: string[], reviewers: number) {
  const stack = makeStack(databaseUrl, urls);
  try {
    const bench = await seedQueue(stack, {
      rows: startRows,
      values: (n) => ({ question: `start ${n}`, priority: ['high', 'medium', 'low', null][n % 4] }),
    });
    const people = [];
    for (let n = 0; n < reviewers; n++) {
      const { number, secret } = await stack.person(`Reviewer ${n}`);
      await stack.db.prisma.member.create({ data: { projectId: Number(bench.projectId.split('_')[1]), userId: number, role: 'REVIEWER' } });
      people.push({ number, secret });
    }
    return { datasetId: bench.datasetId, people };
  } finally {
    await stack.stop();
  }
}
