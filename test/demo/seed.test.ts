import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Services } from '@docket/schema/context.ts';
import { loadShape } from '@docket/schema/datasets/dataset-shape.ts';
import { undo } from '@docket/schema/queue/undo.ts';
import { reviewerAgreement } from '@docket/schema/reviews/reviewer-agreement.ts';
import { readConfig } from '@docket/server/config.ts';
import { type ModelServer, startModelServer } from '@docket/server/demo/model/model-server.ts';
import { type DemoAccounts, seedDemo } from '@docket/server/demo/seed.ts';
import { makeLog } from '@docket/server/log.ts';
import { openServices } from '@docket/server/services.ts';
import { ownDatabase } from '../kit/database.ts';

const cleanUp: (() => Promise<void>)[] = [];
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
});
afterAll(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
  await models.stop();
});

/** A process on an empty database of its own. */
async function freshProcess(): Promise<Services> {
  const own = await ownDatabase();
  cleanUp.push(() => own.drop());
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: own.url,
    PORT: '0',
    DOCKET_LOG_LEVEL: 'silent',
    DOCKET_ALLOW_HOSTS: models.host,
  });
  const services = await openServices(config, makeLog(config));
  cleanUp.push(() => services.close());
  return services;
}

const one = async <T extends object>({ db }: Services, sql: string): Promise<T> => (await db.pool.query<T>(sql)).rows[0]!;

describe('the demo', () => {
  const began = new Date();
  let services: Services;
  let demo: DemoAccounts | null;
  beforeAll(async () => {
    services = await freshProcess();
    demo = await seedDemo(services, models);
  });

  test('is a team in the middle of its work', async () => {
    const { prisma } = services.db;
    expect(demo?.accounts.map(({ role }) => role)).toEqual(['OWNER', 'ADMIN', 'REVIEWER', 'REVIEWER', 'REVIEWER']);
    for (const { email } of demo!.accounts) {
      const { passwordHash } = await prisma.user.findUniqueOrThrow({ where: { email } });
      expect(await services.accounts.verifyPassword(passwordHash, demo!.password)).toBe(true);
    }

    const project = await prisma.project.findUniqueOrThrow({ where: { slug: 'harbor' }, include: { members: true, spans: true } });
    expect(project.members).toHaveLength(5);
    expect(project.spans.length).toBeGreaterThan(380);
    const twoWeeksAgo = began.getTime() - 14 * 86_400_000;
    for (const { startedAt } of project.spans) {
      expect(startedAt.getTime()).toBeGreaterThan(twoWeeksAgo);
      expect(startedAt.getTime()).toBeLessThan(began.getTime());
    }
    expect(new Set(project.spans.map(({ kind }) => kind))).toEqual(new Set(['MODEL', 'TOOL', 'RETRIEVAL', 'EMBEDDING', 'GUARDRAIL']));
    expect(project.spans.filter(({ status }) => status === 'ERROR').length).toBeGreaterThan(4);
    expect(project.spans.filter(({ feedback }) => feedback === -1).length).toBeGreaterThan(25);

    const [answers, golden] = await prisma.dataset.findMany({
      where: { projectId: project.id },
      orderBy: { id: 'asc' },
      include: { combinations: true, slices: { include: { owners: true } }, columns: { include: { options: true } } },
    });
    const rowsOf = async ({ id, combinations }: NonNullable<typeof answers>) => {
      const rows = await prisma.datasetRow.findMany({ where: { datasetId: id } });
      return rows.map((row) => combinations.find((combination) => combination.id === row.combinationId)!);
    };
    const [rows, goldenRows] = await Promise.all([answers!, golden!].map(rowsOf));
    const filled = rows!.filter((combination) => combination.filled);
    expect(rows!.length).toBeGreaterThan(120);
    expect(filled.length / rows!.length).toBeGreaterThan(0.4);
    expect(filled.length / rows!.length).toBeLessThan(0.7);
    expect(goldenRows!.length).toBeGreaterThan(5);
    expect(goldenRows!.every((combination) => combination.filled)).toBe(true);
    expect(answers!.slices.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['High priority', 'Billing', 'Everything else · Maren', 'Everything else · Tomás', 'Everything else · Priya']),
    );
    expect(answers!.slices.filter(({ owners }) => owners.length > 0).length).toBeGreaterThan(4);

    const idOf = (key: string): number => answers!.columns.find((column) => column.key === key)!.id;
    const labelled = (key: string) => rows!.filter(({ labels }) => String(idOf(key)) in (labels as object)).length;
    expect(labelled('priority')).toBe(rows!.length);
    expect(labelled('topic')).toBe(rows!.length);
    expect(labelled('feedback_category')).toBeGreaterThanOrEqual(filled.length);
    const cells = await services.db.pool.query<{ question: string | null; answer: string | null; annotation: string | null }>(
      `SELECT given ->> '${idOf('question')}' AS question, given ->> '${idOf('answer')}' AS answer, answer ->> '${idOf('annotation')}' AS annotation
       FROM row_cells c JOIN dataset_row r ON r.id = c.row_id JOIN combination m ON m.id = r.combination_id WHERE r.dataset_id = ${answers!.id} AND m.filled`,
    );
    for (const row of cells.rows) expect(Object.values(row)).not.toContain(null);
    expect(await prisma.claim.count()).toBe(0);
    expect(await prisma.draft.count()).toBe(3);
  });

  test('has a history that agrees with itself', async () => {
    const { backwards, gaps, late } = await one<{ backwards: number; gaps: number; late: number }>(
      services,
      `SELECT count(*) FILTER (WHERE at < before) AS backwards, count(*) FILTER (WHERE seq <> number) AS gaps,
         count(*) FILTER (WHERE at >= '${began.toISOString()}') AS late
       FROM (SELECT at, seq, lag(at) OVER w AS before, row_number() OVER w AS number FROM event WINDOW w AS (PARTITION BY dataset_id ORDER BY seq)) e`,
    );
    expect({ backwards, gaps, late }).toEqual({ backwards: 0, gaps: 0, late: 0 });

    const { differing } = await one<{ differing: number }>(
      services,
      `SELECT count(*) AS differing FROM dataset d CROSS JOIN LATERAL (
         SELECT FROM dataset_sizes(d.id) s FULL JOIN (SELECT combination_id, count(*) AS n FROM dataset_row WHERE dataset_id = d.id GROUP BY 1) c
           USING (combination_id) WHERE s.n IS DISTINCT FROM c.n) x`,
    );
    expect(differing).toBe(0);

    // A row's last fill, its last review and its event tell one time; the time that a review took is that since its claim.
    const { apart } = await one<{ apart: number }>(
      services,
      `SELECT count(*) AS apart FROM dataset_row r
       JOIN LATERAL (SELECT * FROM review v WHERE v.row_id = r.id AND v.ended_at IS NULL AND v.reviewer_id IS NOT NULL ORDER BY id DESC LIMIT 1) v ON true
       JOIN LATERAL (SELECT at FROM event e WHERE e.row_id = r.id AND e.kind = 'filled' ORDER BY seq DESC LIMIT 1) f ON true
       JOIN LATERAL (SELECT at FROM event e WHERE e.row_id = r.id AND e.kind = 'claimed' AND e.actor_id = v.reviewer_id ORDER BY seq DESC LIMIT 1) c ON true
       WHERE r.filled_at <> v.filled_at OR r.filled_at <> f.at OR r.updated_at <> f.at
         OR abs(extract(epoch FROM f.at - c.at) - v.seconds) > 0.01 OR r.created_at > c.at`,
    );
    expect(apart).toBe(0);
    const kinds = await services.db.prisma.event.groupBy({ by: ['kind'] });
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['added', 'claimed', 'released', 'expired', 'skipped', 'edited', 'reviewed', 'filled', 'reopened', 'undone']),
    );
  });

  test('has rows that two have read: most alike, some that wait for who settles them, some half read', async () => {
    const shared = await services.db.prisma.dataset.findFirstOrThrow({ where: { reviewsRequired: 2 } });
    const rows = await services.db.prisma.datasetRow.findMany({ where: { datasetId: shared.id } });
    const waiting = (answers: number) => rows.filter(({ filledAt, reviewedBy }) => !filledAt && reviewedBy.length === answers).length;
    expect([rows.filter(({ filledAt }) => filledAt).length, waiting(2), waiting(1), waiting(0)]).toEqual([10, 2, 3, 3]);
  });

  test('has rows that several annotators looked at: they agree substantially, and a few rows wait for the last word', async () => {
    const { id } = await services.db.prisma.dataset.findFirstOrThrow({ orderBy: { id: 'asc' } });
    const shape = (await loadShape(services.db, id))!;
    const { rows, alpha, raters, pairs, disputedCount } = await reviewerAgreement(services.db, {
      datasetId: id,
      column: shape.byKey.get('feedback_category')!,
    });
    expect(rows).toBeGreaterThan(50);
    expect(alpha!.alpha).toBeGreaterThan(0.5);
    expect(alpha!.alpha).toBeLessThan(0.9);
    // The team's own reviewers, none of whom has a row in common with another, and the agency's.
    expect([raters.length, pairs.length]).toEqual([6, 12]);
    expect(disputedCount).toBeGreaterThan(8);
    const adjudication = shape.byKey.get('adjudication')!;
    const disputed = adjudication.optionByValue.get('disputed')!.id;
    const waiting = await services.db.pool.query(
      `SELECT FROM dataset_row r JOIN combination m ON m.id = r.combination_id
       WHERE r.dataset_id = $1 AND NOT m.filled AND m.labels -> $2 = to_jsonb($3::int)`,
      [id, String(adjudication.id), disputed],
    );
    expect(waiting.rowCount).toBe(4);
  });

  test('is not made again', async () => {
    expect(await seedDemo(services, models)).toEqual(demo);
    expect(await services.db.prisma.dataset.count()).toBe(3);
    expect(await services.db.prisma.user.count()).toBe(5);
  });

  test('can be worked on: a reviewer takes back what was filled last', async () => {
    const last = await one<{ dataset_id: number; row_id: number; actor_id: number }>(
      services,
      `SELECT dataset_id, row_id, actor_id FROM event WHERE kind = 'filled' ORDER BY at DESC LIMIT 1`,
    );
    const undone = await undo(services, { datasetId: last.dataset_id, reviewerId: last.actor_id, count: 1 });
    expect(undone.rowIds).toEqual([last.row_id]);
    expect(await one(services, `SELECT filled_at FROM dataset_row WHERE id = ${last.row_id}`)).toEqual({ filled_at: null });
  });
});

describe('making the demo', () => {
  const brokenOff = {
    'in the middle of its reviews': (services: Services): Services => {
      let writes = 0;
      const join: Services['queue']['join'] = (...item) =>
        ++writes > 60 ? Promise.reject(new Error('the lights went out')) : services.queue.join(...item);
      return { ...services, queue: { ...services.queue, join } };
    },
    'after its evaluations': (services: Services): Services => {
      const send: Services['signals']['send'] = (name, payload) => {
        if (name === 'deployment') throw new Error('the lights went out');
        services.signals.send(name, payload);
      };
      return { ...services, signals: { ...services.signals, send } };
    },
  };

  test.each(Object.entries(brokenOff))(
    'again after it was broken off %s, by two processes at once, makes one and a whole one',
    async (_, broken) => {
      const services = await freshProcess();
      await expect(seedDemo(broken(services), models)).rejects.toThrow('the lights went out');
      expect(await services.db.prisma.project.findMany({ select: { slug: true } })).toEqual([{ slug: 'harbor-unfinished' }]);

      const [first, beside] = await Promise.all([seedDemo(services, models), seedDemo(services, models)]);
      expect(first).not.toBeNull();
      expect(beside).toEqual(first);
      expect(await services.db.prisma.project.findMany({ select: { slug: true } })).toEqual([{ slug: 'harbor' }]);
      expect(await services.db.prisma.user.count()).toBe(5);
      expect(await services.db.prisma.dataset.count()).toBe(3);
      for (const table of [
        'row_cells',
        'review',
        'draft',
        'event',
        'span',
        'prompt',
        'evaluation_score',
        'deployment',
        'gate',
        'model_answer',
      ]) {
        const { left } = await one<{ left: number }>(
          services,
          `SELECT count(*) AS left FROM ${table} WHERE project_id NOT IN (SELECT id FROM project)`,
        );
        expect(left, table).toBe(0);
      }
    },
  );

  test('leaves somebody’s own data alone', async () => {
    const services = await freshProcess();
    await services.db.prisma.user.create({ data: { name: 'Own', email: 'own@example.com', passwordHash: 'none' } });
    expect(await seedDemo(services, models)).toBeNull();
    expect(await services.db.prisma.project.count()).toBe(0);
    expect(await services.db.prisma.user.count()).toBe(1);
  });
});
