import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Services } from '@docket/schema/context.ts';
import type { GateVerdict } from '@docket/schema/deploy/gate-verdict.ts';
import { judgeGate } from '@docket/schema/deploy/judge-gate.ts';
import { deployedVersion } from '@docket/schema/deploy/deployed-version.ts';
import { readConfig } from '@docket/server/config.ts';
import { moveProvider } from '@docket/server/demo/make-provider.ts';
import { type ModelServer, startModelServer } from '@docket/server/demo/model/model-server.ts';
import { seedDemo } from '@docket/server/demo/seed.ts';
import { makeLog } from '@docket/server/log.ts';
import { openServices } from '@docket/server/services.ts';
import { ownDatabase } from '../kit/database.ts';

const began = new Date();
const cleanUp: (() => Promise<void>)[] = [];
let models: ModelServer;
let services: Services;
beforeAll(async () => {
  models = await startModelServer();
  cleanUp.push(() => models.stop());
  const own = await ownDatabase();
  cleanUp.push(() => own.drop());
  // Without a worker, as in a process that leaves evaluations to others.
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: own.url,
    PORT: '0',
    DOCKET_LOG_LEVEL: 'silent',
    DOCKET_ALLOW_HOSTS: models.host,
    DOCKET_WORKER: 'false',
  });
  const opened = await openServices(config, makeLog(config));
  cleanUp.push(() => opened.close());
  services = opened;
  await seedDemo(services, models);
});
afterAll(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

const promptNamed = (name: string) =>
  services.db.prisma.prompt.findFirstOrThrow({ where: { name }, include: { versions: { orderBy: { number: 'asc' } } } });

/** What the gate in front of production says of a version now. */
async function verdictOn(number: number): Promise<GateVerdict> {
  const { projectId, versions } = await promptNamed('support-answer');
  const environment = await services.db.prisma.environment.findFirstOrThrow({ where: { projectId, name: 'production' } });
  const verdict = await judgeGate(services, { environmentId: environment.id, versionId: versions[number - 1]!.id });
  if (!verdict) throw new Error('there is no gate');
  return verdict;
}

describe('the demo’s prompts', () => {
  test('have a history that spans agree with, and nothing is later than the start', async () => {
    const { pool, prisma } = services.db;
    const numbers = await prisma.promptVersion.groupBy({ by: ['promptId'], _max: { number: true }, orderBy: { promptId: 'asc' } });
    expect(numbers.map(({ _max }) => _max.number)).toEqual([14, 5, 3, 1, 1]);
    const { rows } = await pool.query<{ unknown: number; apart: number }>(
      `SELECT count(*) FILTER (WHERE v.id IS NULL) AS unknown,
         count(*) FILTER (WHERE s.messages -> 0 ->> 'content' IS DISTINCT FROM v.content -> 'messages' -> 0 ->> 'content') AS apart
       FROM span s LEFT JOIN prompt p ON p.name = s.prompt_name
       LEFT JOIN prompt_version v ON v.prompt_id = p.id AND v.number::text = s.prompt_version WHERE s.prompt_name IS NOT NULL`,
    );
    expect(rows).toEqual([{ unknown: 0, apart: 0 }]);
    for (const { table, column } of [
      { table: 'prompt_version', column: 'created_at' },
      { table: 'evaluator_version', column: 'created_at' },
      { table: 'evaluation', column: 'finished_at' },
      { table: 'evaluation_score', column: 'at' },
      { table: 'deployment', column: 'deployed_at' },
      { table: 'gate', column: 'updated_at' },
    ]) {
      const late = await pool.query(`SELECT FROM ${table} WHERE ${column} IS NULL OR ${column} >= $1`, [began]);
      expect(late.rowCount, table).toBe(0);
    }
  });

  test('were evaluated, the better version better, and answered for real', async () => {
    const { rows } = await services.db.pool.query<{ number: number | null; passed: number; rows: number; latency: number | null }>(
      `SELECT p.number, v.passed, e.row_count AS rows, (SELECT min(latency_ms) FROM evaluation_row r WHERE r.evaluation_id = e.id) AS latency
       FROM evaluation e LEFT JOIN prompt_version p ON p.id = e.prompt_version_id
       JOIN evaluation_evaluator v ON v.evaluation_id = e.id AND v.position = 0 ORDER BY e.id`,
    );
    expect(rows.map(({ number }) => number)).toEqual([null, 12, 13, 14]);
    const [logged, v12, v13, v14] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];
    expect(v13.passed).toBeGreaterThan(v12.passed);
    expect(v12.passed).toBeGreaterThan(logged.passed);
    expect(v14.passed).toBeLessThan(v13.passed);
    expect(v13.passed / v13.rows).toBeGreaterThan(0.85);
    // Not the milliseconds of a server next door.
    for (const { latency } of rows) expect(latency).toBeGreaterThan(200);
  });

  test('run in production but for the newest version of one, which its gate blocks, and says by which rows', async () => {
    const deployed = (prompt: string) => deployedVersion(services.db, { project: 'harbor', environment: 'production', prompt, known: [] });
    expect(await deployed('support-answer')).toMatchObject({ version: 13 });
    expect(await deployed('billing-answer')).toMatchObject({ version: 5 });
    expect(await deployed('api-helper')).toMatchObject({ version: 3 });
    expect(await verdictOn(13)).toMatchObject({ passed: true });
    const { passed, checks } = await verdictOn(14);
    expect(passed).toBe(false);
    expect(checks.filter((check) => !check.passed).flatMap(({ rows }) => rows).length).toBeGreaterThan(0);
    expect(checks.find(({ kind }) => kind === 'COVERAGE')).toMatchObject({ passed: true });
  });

  test('can be asked after the next start, at another address; an address of somebody’s own stays', async () => {
    const { prisma } = services.db;
    const addressed = async () => (await prisma.modelProvider.findFirstOrThrow({ where: { name: 'openhull' } })).baseUrl;
    const before = await addressed();
    const elsewhere = before!.replace(/:\d+/, ':1');
    await moveProvider(services.db, elsewhere);
    expect(await addressed()).toBe(elsewhere);
    await prisma.modelProvider.updateMany({ data: { baseUrl: 'http://127.0.0.1:11434/v1' } });
    await moveProvider(services.db, before!);
    expect(await addressed()).toBe('http://127.0.0.1:11434/v1');
  });
});
