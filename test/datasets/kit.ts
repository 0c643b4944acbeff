import { EventEmitter } from 'node:events';
import { randomBytes } from 'node:crypto';
import { type Database, openDatabase } from '@docket/prisma/database.ts';
import { createDataset, type CreateDataset } from '@docket/schema/datasets/create-dataset.ts';
import { loadShape, type DatasetShape } from '@docket/schema/datasets/dataset-shape.ts';
import { presentValues } from '@docket/schema/datasets/present-values.ts';
import type { SignalName, SignalPayloads, Signals } from '@docket/schema/feed/signals.ts';
import { defaultLimits, type Limits } from '@docket/schema/limits.ts';

export interface Process {
  db: Database;
  signals: Signals;
  limits: Limits;
  /** What was signalled on the bus, in order. */
  told: { name: SignalName; payload: SignalPayloads[SignalName] }[];
}

/** Processes on one database that hear each other at once; the first uses the given pool. */
export function processes(db: Database, count = 1, limits: Partial<Limits> = {}): Process[] {
  const bus = new EventEmitter().setMaxListeners(0);
  const told: Process['told'] = [];
  return Array.from({ length: count }, (_, n) => ({
    db: n === 0 ? db : openDatabase({ url: db.url }),
    limits: { ...defaultLimits, ...limits },
    told,
    signals: {
      send(name, payload) {
        told.push({ name, payload });
        bus.emit(name, payload);
      },
      on(name, listener) {
        bus.on(name, listener);
        return () => bus.off(name, listener);
      },
      onGap: () => () => undefined,
    },
  }));
}

/** A project with one person in it. */
export async function someProject(db: Database): Promise<{ projectId: number; actorId: number }> {
  const name = randomBytes(6).toString('hex');
  const user = await db.prisma.user.create({ data: { email: `${name}@example.test`, name, passwordHash: '' } });
  const project = await db.prisma.project.create({ data: { slug: name, name } });
  await db.prisma.member.create({ data: { projectId: project.id, userId: user.id, role: 'OWNER' } });
  return { projectId: project.id, actorId: user.id };
}

/** A dataset in a project of its own. */
export async function someDataset(
  db: Database,
  input: Partial<CreateDataset> = {},
): Promise<{ datasetId: number; projectId: number; actorId: number }> {
  const { projectId, actorId } = await someProject(db);
  return { projectId, actorId, datasetId: await createDataset(db, { projectId, name: 'Answers', ...input }) };
}

export async function shapeNow(db: Database, datasetId: number): Promise<DatasetShape> {
  const shape = await loadShape(db, datasetId);
  if (!shape) throw new Error('no such dataset');
  return shape;
}

export interface SpanSeed {
  variables?: Record<string, unknown>;
  output?: unknown;
  attributes?: Record<string, unknown>;
  messages?: { role: string; content: string }[];
  feedbackNote?: string;
}

/** Spans of a project, a second apart; answers with their ids. */
export async function someSpans(db: Database, projectId: number, spans: SpanSeed[]): Promise<number[]> {
  const trace = randomBytes(8).toString('hex');
  const { rows } = await db.pool.query<{ id: number }>(
    `INSERT INTO span (project_id, trace_id, span_id, name, kind, status, started_at, variables, output, attributes, messages, feedback_note, content_hash)
     SELECT $1, $2, 's' || n, 'answer', 'MODEL', 'OK', '2026-01-01'::timestamptz + n * interval '1 second',
       coalesce(s -> 'variables', '{}'), s -> 'output', coalesce(s -> 'attributes', '{}'), s -> 'messages', s ->> 'feedbackNote', ''
     FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY x(s, n) ORDER BY n RETURNING id`,
    [projectId, trace, JSON.stringify(spans)],
  );
  return rows.map(({ id }) => id);
}

/** All rows of a dataset, by column key, in their order. */
export async function rowsOf(db: Database, datasetId: number): Promise<Record<string, unknown>[]> {
  const shape = await shapeNow(db, datasetId);
  const { rows } = await db.pool.query<Parameters<typeof presentValues>[1]>(
    `SELECT c.given, c.answer, m.labels, m.filled FROM dataset_row r JOIN row_cells c ON c.row_id = r.id JOIN combination m ON m.id = r.combination_id
     WHERE r.dataset_id = $1 ORDER BY r.id`,
    [datasetId],
  );
  return rows.map((row) => presentValues(shape, row));
}

export interface EventSeen {
  seq: number;
  kind: string;
  rows: number[] | null;
}

export async function eventsOf(db: Database, datasetId: number): Promise<EventSeen[]> {
  const { rows } = await db.pool.query<EventSeen>(
    `SELECT seq, kind, bulk -> 'rows' AS rows FROM event WHERE dataset_id = $1 ORDER BY seq`,
    [datasetId],
  );
  return rows;
}

/** Rows by combination, as the events have it and as they are counted. */
export async function sizesOf(db: Database, datasetId: number): Promise<{ told: string; counted: string }> {
  const { rows } = await db.pool.query<{ told: string; counted: string }>(
    `SELECT (SELECT jsonb_object_agg(combination_id, n)::text FROM dataset_sizes($1)) AS told,
            (SELECT jsonb_object_agg(combination_id, n)::text FROM (SELECT combination_id, count(*) AS n FROM dataset_row WHERE dataset_id = $1 GROUP BY 1) c) AS counted`,
    [datasetId],
  );
  return rows[0]!;
}
