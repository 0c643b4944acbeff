import type { Client } from '../kit/client.ts';
import { type Message, seqOf } from '../feed/kit.ts';

const Followed = `subscription ($datasetId: ID!, $filter: RowFilter, $after: String) {
  queueChanged(datasetId: $datasetId, filter: $filter, after: $after) {
    cursor reload columnsChanged totalCount { value exact }
    changes { kind cursor event rowId row { id version } actor { name } }
    bulk { cursor event entered changed left }
  } }`;

const Page = `query ($id: ID!, $filter: RowFilter) { dataset(id: $id) { rows(filter: $filter, first: 200) { nodes { id } feedCursor } } }`;

export interface Follower {
  /** The rows of the filter, by what was told alone. */
  rows: Set<string>;
  total: number;
  seqs: number[];
  from: number;
  /** What cannot be: a row that left and was not there, a repeated event, a reload that nobody caused. */
  wrong: string[];
  /** Cuts the connection; it comes back to another server by itself. */
  cut(): void;
  stop(): Promise<void>;
}

export interface Follow {
  /** The same person at each server. */
  clients: () => Client;
  datasetId: string;
  filter: Record<string, unknown> | null;
}

/** Reads the page of a filter and follows on from its cursor. When its connection ends, for whatever reason, it goes on from
 * the last cursor at the next server. */
export async function follow({ clients, datasetId, filter }: Follow): Promise<Follower> {
  let client = clients();
  const { dataset } = await client.execute<{ dataset: { rows: { nodes: { id: string }[]; feedCursor: string } } }>(Page, {
    id: datasetId,
    filter,
  });
  // Moved on in place with each message: graphql-ws sends the same object again when it comes back by itself.
  const variables = { datasetId, filter, after: dataset.rows.feedCursor };
  const rows = new Set(dataset.rows.nodes.map(({ id }) => id));
  const follower: Follower = { rows, total: -1, seqs: [], from: seqOf(variables.after), wrong: [], cut: () => client.cut(), stop };
  let stopped = false;
  let stand = (): void => undefined;
  const standing = new Promise<void>((resolve) => (stand = resolve));

  function move(kind: string, id: string, at: string, gone = false): void {
    const there = rows.has(id);
    if (kind === 'ENTERED' ? there : !there && !gone) follower.wrong.push(`${at}: ${id} ${kind}, and was ${there ? '' : 'not '}there`);
    if (kind === 'ENTERED') rows.add(id);
    if (kind === 'LEFT') rows.delete(id);
  }

  function take(message: Message): void {
    if (message.reload) follower.wrong.push(`told to reload: ${message.reload}`);
    for (const one of [...message.changes, ...message.bulk].sort((a, b) => seqOf(a.cursor) - seqOf(b.cursor))) {
      if (seqOf(one.cursor) <= (follower.seqs.at(-1) ?? follower.from)) follower.wrong.push(`${one.cursor} came again, or late`);
      follower.seqs.push(seqOf(one.cursor));
      if ('kind' in one) move(one.kind, one.rowId, one.cursor, one.row === null);
      else {
        for (const id of one.entered) move('ENTERED', id, one.cursor);
        for (const id of one.changed) move('CHANGED', id, one.cursor);
        for (const id of one.left) move('LEFT', id, one.cursor);
      }
    }
    follower.total = message.totalCount.value;
    variables.after = message.cursor;
    stand();
  }

  async function read(): Promise<void> {
    while (!stopped) {
      const events = client.subscribe<{ queueChanged: Message }>(Followed, variables);
      try {
        for await (const { queueChanged } of events) take(queueChanged);
      } catch {
        // A killed server or a cut socket: its subscriber goes elsewhere.
      }
      if (stopped) return;
      await client.close();
      client = clients();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const reading = read();
  await standing;

  async function stop(): Promise<void> {
    stopped = true;
    await client.close();
    await reading;
  }
  return follower;
}
