import { expect } from 'vitest';
import type { Database } from '@docket/prisma/database.ts';
import type { Client } from '../kit/client.ts';

interface SeenRow {
  status: string;
  category: unknown;
  holder: string | null;
}

interface Message {
  queueChanged: {
    cursor: string;
    reload: string | null;
    columnsChanged: boolean;
    changes: {
      cursor: string;
      event: string;
      kind: string;
      rowId: string;
      actor: { name: string } | null;
      row: { status: string; values: Record<string, unknown> };
    }[];
    bulk: { cursor: string; event: string; enteredCount: number }[];
  };
}

const queueChanged = `subscription ($datasetId: ID!, $after: String) { queueChanged(datasetId: $datasetId, after: $after) { cursor reload columnsChanged
  changes { cursor event kind rowId actor { name } row { status values } } bulk { cursor event enteredCount } } }`;

const seqOf = (cursor: string): number => Number(cursor.split('.')[1]);

/** Follows every row of a dataset, resuming where it was whenever its socket is cut, and notes whatever is not as promised. */
export function followEverything(client: Client, datasetId: string) {
  const variables: { datasetId: string; after?: string } = { datasetId };
  const rows = new Map<string, SeenRow>();
  const problems: string[] = [];
  let seq: number | null = null;

  /** Events about the dataset itself have no row: a message says only that there was one. */
  function next(cursor: string, columnsChanged: boolean): void {
    const found = seqOf(cursor);
    if (seq !== null && found !== seq + 1 && !columnsChanged) problems.push(`${found} follows ${seq}`);
    seq = found;
  }

  function take({ queueChanged: message }: Message): void {
    if (message.reload) problems.push(`told to reload: ${message.reload}`);
    seq ??= seqOf(message.cursor);
    const events = [...message.changes, ...message.bulk].sort((a, b) => seqOf(a.cursor) - seqOf(b.cursor));
    for (const event of events) {
      next(event.cursor, message.columnsChanged);
      if ('rowId' in event) apply(event);
    }
    if (seq !== seqOf(message.cursor) && !message.columnsChanged)
      problems.push(`the message ends at ${message.cursor}, its events at ${seq}`);
    seq = seqOf(message.cursor);
    variables.after = message.cursor;
  }

  function apply({ event, rowId, actor, row }: Message['queueChanged']['changes'][0]): void {
    const holder = rows.get(rowId)?.holder ?? null;
    if (event === 'CLAIMED' && holder !== null) problems.push(`${rowId} is held by ${holder} and dealt to ${actor?.name}`);
    if (event === 'FILLED' && holder !== actor?.name) problems.push(`${rowId} is held by ${holder} and filled by ${actor?.name}`);
    rows.set(rowId, {
      status: row.status,
      category: row.values['feedback_category'] ?? null,
      holder: event === 'CLAIMED' ? (actor?.name ?? null) : null,
    });
  }

  const events = client.subscribe<Message>(queueChanged, variables);
  let started = (): void => undefined;
  const ready = new Promise<void>((resolve) => (started = resolve));
  const done = (async () => {
    for await (const message of events) {
      take(message);
      started();
    }
  })().catch((error: unknown) => problems.push(String(error)));
  return {
    ready,
    problems,
    cut: () => client.cut(),
    reconnects: () => client.closings.length,
    replay: () => rows,
    /** Waits until the follower is at the head of the dataset's feed. */
    async level(db: Database): Promise<void> {
      const head = async () =>
        (await db.pool.query<{ head: number }>('SELECT head_seq($1) AS head', [Number(datasetId.split('_')[1])])).rows[0]!.head;
      await expect.poll(async () => seq === (await head()), { timeout: 10_000 }).toBe(true);
    },
    stop: async () => {
      await events.return();
      await done;
    },
  };
}

const queueSizes = `subscription ($datasetId: ID!) { queueSizes(datasetId: $datasetId, groupBy: ["feedback_category", "annotation_status"]) { groups { key count } } }`;

/** A dashboard: the latest sizes by category and status. */
export function watchSizes(client: Client, datasetId: string) {
  let latest: Record<string, number> = {};
  let started = (): void => undefined;
  const ready = new Promise<void>((resolve) => (started = resolve));
  const events = client.subscribe<{ queueSizes: { groups: { key: Record<string, string | null>; count: number }[] } }>(queueSizes, {
    datasetId,
  });
  void (async () => {
    for await (const { queueSizes: sizes } of events) {
      latest = Object.fromEntries(sizes.groups.map(({ key, count }) => [`${key['feedback_category']}/${key['annotation_status']}`, count]));
      started();
    }
  })().catch(() => undefined);
  return { ready, latest: () => latest, cut: () => client.cut(), stop: () => events.return() };
}
