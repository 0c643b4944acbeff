import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { ask, numberOf, seqOf } from './api.ts';
import { type FilterName, filters } from './filters.ts';
import type { Change, Heard } from './history.ts';
import { between } from './random.ts';

interface Message {
  cursor: string;
  reload: string | null;
  totalCount: { value: number; exact: boolean };
  changes: { kind: string; cursor: string; rowId: string }[];
  bulk: { cursor: string; entered: string[]; changed: string[]; left: string[] }[];
}

const queueChanged = `subscription ($datasetId: ID!, $filter: RowFilter, $after: String) { queueChanged(datasetId: $datasetId, filter: $filter, after: $after) {
  cursor reload totalCount { value exact } changes { kind cursor rowId } bulk { cursor entered changed left } } }`;
const page = `query ($id: ID!, $filter: RowFilter) { dataset(id: $id) { rows(filter: $filter, first: 100) {
  nodes { id } totalCount { value } feedCursor pageInfo { hasNextPage } } } }`;
const queueSizes = `subscription ($datasetId: ID!) { queueSizes(datasetId: $datasetId, groupBy: ["priority", "annotation_status"]) {
  cursor groups { key count } } }`;

export interface Follow {
  who: number;
  url: string;
  secret: string;
  datasetId: string;
  filter: FilterName | 'sizes';
  random: () => number;
  write(heard: Heard): void;
}

export interface Follower {
  /** Reads nothing for a while, as a page in a laptop that went to sleep. */
  doze(milliseconds: number): void;
  /** When it last heard something, in milliseconds since 1970. */
  heardAt(): number;
  isConnected(): boolean;
  stop(): void;
}

/** How long a socket may say nothing, not even a pong, before its reader takes it for dead. */
const longestSilence = 6_000;

/** Reads a page, follows on from its cursor, and comes back with its last cursor whenever its connection ends. */
export function follow({ who, url, secret, datasetId, filter, random, write }: Follow): Follower {
  let after: string | null = null;
  let socket: WebSocket | null = null;
  let stopped = false;
  let connected = false;
  let heardAt = Date.now();
  let dozing = false;

  const changesOf = ({ changes, bulk }: Message): Change[] => [
    ...changes.map(({ kind, cursor, rowId }): Change => [seqOf(cursor), kind[0] as 'E', numberOf(rowId)]),
    ...bulk.flatMap(({ cursor, entered, changed, left }) =>
      (
        [
          ['E', entered],
          ['C', changed],
          ['L', left],
        ] as const
      ).flatMap(([kind, rows]) => rows.map((row): Change => [seqOf(cursor), kind, numberOf(row)])),
    ),
  ];

  function take(data: {
    queueChanged?: Message;
    queueSizes?: { cursor: string; groups: { key: Record<string, string | null>; count: number }[] };
  }): void {
    heardAt = Date.now();
    if (data.queueSizes) {
      const groups = Object.fromEntries(
        data.queueSizes.groups.map(({ key, count }) => [`${key['priority']}/${key['annotation_status']}`, count]),
      );
      return write({ t: 'sizes', who, at: heardAt, cursor: seqOf(data.queueSizes.cursor), groups });
    }
    if (!data.queueChanged || filter === 'sizes') return;
    const message = data.queueChanged;
    const { totalCount, cursor, reload } = message;
    after = cursor;
    const { value: total, exact } = totalCount;
    write({
      t: 'heard',
      who,
      filter,
      at: heardAt,
      cursor: seqOf(cursor),
      total,
      exact,
      changes: changesOf(message),
      ...(reload && { reload }),
    });
  }

  async function readPage(): Promise<void> {
    if (filter === 'sizes' || after !== null) return;
    const found = await ask<{
      dataset: { rows: { nodes: { id: string }[]; totalCount: { value: number }; feedCursor: string; pageInfo: { hasNextPage: boolean } } };
    }>(url, secret, page, { id: datasetId, filter: filters[filter].graph });
    if (!found) throw new Error('no page');
    const { nodes, totalCount, feedCursor, pageInfo } = found.dataset.rows;
    after = feedCursor;
    const rows = nodes.map(({ id }) => numberOf(id));
    write({ t: 'page', who, filter, at: Date.now(), cursor: seqOf(feedCursor), total: totalCount.value, rows, more: pageInfo.hasNextPage });
  }

  /** One connection, to its end; answers its closing code. */
  function connection(): Promise<number> {
    return new Promise((resolve) => {
      const opened = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', {
        headers: { cookie: `docket_session=${secret}` },
        handshakeTimeout: 5_000,
      });
      socket = opened;
      let lively = Date.now();
      const watching = setInterval(() => {
        if (dozing) return void (lively = Date.now());
        if (Date.now() - lively > longestSilence) opened.terminate();
        else if (opened.readyState === opened.OPEN) opened.ping();
      }, longestSilence / 3);
      opened.on('pong', () => (lively = Date.now()));
      opened.on('error', () => undefined);
      opened.on('open', () => opened.send('{"type":"connection_init"}'));
      opened.on('message', (bytes: Buffer) => {
        lively = Date.now();
        const message = JSON.parse(bytes.toString()) as { type: string; payload?: { data?: Parameters<typeof take>[0]; errors?: unknown } };
        if (message.type === 'connection_ack') {
          connected = true;
          const payload =
            filter === 'sizes'
              ? { query: queueSizes, variables: { datasetId } }
              : { query: queueChanged, variables: { datasetId, filter: filters[filter].graph, after } };
          opened.send(JSON.stringify({ type: 'subscribe', id: '1', payload }));
        } else if (message.type === 'next' && message.payload?.data) take(message.payload.data);
        // A stream that ends, or an error in it: come back.
        else if (message.type === 'complete' || message.type === 'error' || message.type === 'next') opened.close(4000);
      });
      opened.once('close', (code) => {
        clearInterval(watching);
        connected = false;
        resolve(code);
      });
    });
  }

  async function live(): Promise<void> {
    for (let pause = 200; !stopped; pause = Math.min(pause * 1.5, 3_000)) {
      try {
        await readPage();
        const begun = Date.now();
        const code = await connection();
        if (!stopped) write({ t: 'cut', who, at: Date.now(), code });
        if (Date.now() - begun > 5_000) pause = 200;
      } catch {
        // The page could not be read: in a moment.
      }
      if (!stopped) await sleep(between(random, 0.5 * pause, 1.5 * pause));
    }
  }
  void live();

  return {
    doze(milliseconds) {
      const asleep = socket;
      if (!asleep || asleep.readyState !== asleep.OPEN) return;
      dozing = true;
      asleep.pause();
      setTimeout(() => {
        dozing = false;
        asleep.resume();
      }, milliseconds);
    },
    heardAt: () => heardAt,
    isConnected: () => connected,
    stop() {
      stopped = true;
      socket?.terminate();
    },
  };
}
