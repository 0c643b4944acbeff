import type { Client } from '../kit/client.ts';
import { type Bench, type Reviewer, rowFields } from '../queue/kit.ts';

export interface Change {
  kind: 'ENTERED' | 'CHANGED' | 'LEFT';
  cursor: string;
  event: string;
  rowId: string;
  row: { id: string; version: number } | null;
  actor: { name: string } | null;
}

export interface Bulk {
  cursor: string;
  event: string;
  entered: string[];
  changed: string[];
  left: string[];
}

export interface Message {
  cursor: string;
  reload: string | null;
  columnsChanged: boolean;
  totalCount: { value: number; exact: boolean };
  changes: Change[];
  bulk: Bulk[];
}

export const QueueChanged = `subscription ($datasetId: ID!, $filter: RowFilter, $after: String) {
  queueChanged(datasetId: $datasetId, filter: $filter, after: $after) {
    cursor reload columnsChanged totalCount { value exact }
    changes { kind cursor event rowId row { id version } actor { name } }
    bulk { cursor event entered changed left }
  } }`;

export const seqOf = (cursor: string): number => Number(cursor.split('.')[1]);

/** Somebody who has read a page and follows on from it: keeps the rows of the filter by what they are told alone. */
export interface Replay {
  /** The last event that the page had seen. */
  from: number;
  /** Rows of the filter, as told. */
  rows: Set<string>;
  /** The events that were told, in the order in which they came. */
  seqs: number[];
  /** What cannot be: a row that left without having been there, and so on. */
  wrong: string[];
  messages: Message[];
  cuts: number;
  /** How often the server ended the subscription. */
  ends: number;
  last(): Message | undefined;
  stop(): Promise<void>;
}

export interface Follow {
  reviewer: Reviewer;
  datasetId: string;
  filter?: Record<string, unknown> | null;
  transport?: 'ws' | 'sse';
  /** Cuts the connection this often, in milliseconds. */
  cutEvery?: number;
}

/** Reads the page of a filter and follows on from its feed cursor, through cut connections too. */
export async function follow({ reviewer, datasetId, filter = null, transport = 'ws', cutEvery }: Follow): Promise<Replay> {
  const { client } = reviewer;
  const page = await reviewer.rows(datasetId, filter);
  const variables = { datasetId, filter, after: page.feedCursor };
  const rows = new Set(page.nodes.map((row) => row.id));
  const replay: Replay = {
    from: seqOf(page.feedCursor),
    rows,
    seqs: [],
    wrong: [],
    messages: [],
    cuts: 0,
    ends: 0,
    last: () => replay.messages.at(-1),
    stop,
  };
  let stopped = false;
  let events = client.subscribe<{ queueChanged: Message }>(QueueChanged, variables, transport);

  const enter = (id: string, at: string) => {
    if (rows.has(id)) replay.wrong.push(`${at}: ${id} entered twice`);
    rows.add(id);
  };
  const leave = (id: string, at: string, gone: boolean) => {
    if (!rows.delete(id) && !gone) replay.wrong.push(`${at}: ${id} left and was not there`);
  };
  const stay = (id: string, at: string) => {
    if (!rows.has(id)) replay.wrong.push(`${at}: ${id} changed and was not there`);
  };

  function take(message: Message): void {
    replay.messages.push(message);
    if (message.reload) replay.wrong.push(`reload: ${message.reload}`);
    const told = [...message.changes, ...message.bulk].sort((a, b) => seqOf(a.cursor) - seqOf(b.cursor));
    for (const one of told) {
      replay.seqs.push(seqOf(one.cursor));
      if ('entered' in one) {
        for (const id of one.entered) enter(id, one.cursor);
        for (const id of one.changed) stay(id, one.cursor);
        for (const id of one.left) leave(id, one.cursor, one.event === 'REMOVED');
      } else if (one.kind === 'ENTERED') enter(one.rowId, one.cursor);
      else if (one.kind === 'CHANGED') stay(one.rowId, one.cursor);
      else leave(one.rowId, one.cursor, one.row === null);
    }
    // A resumed connection goes on from here.
    variables.after = message.cursor;
  }

  async function read(): Promise<void> {
    while (!stopped) {
      const current = events;
      // An event stream that is cut off ends with an error of its own.
      const { done, value } = await current.next().catch((error: unknown) => {
        if (current === events) throw error;
        return { done: false, value: undefined };
      });
      if (value) take(value.queueChanged);
      if (done) replay.ends++;
      if (replay.ends > 100) throw new Error('the subscription does not stay');
      if (done && !stopped && current === events) events = client.subscribe<{ queueChanged: Message }>(QueueChanged, variables, transport);
    }
  }
  const reading = read().catch((error: unknown) => {
    if (!stopped) replay.wrong.push(String(error));
  });

  let heard = 0;
  const timer = cutEvery
    ? setInterval(() => {
        // On two busy cores coming back takes its time: cut only who is back.
        if (replay.messages.length === heard) return;
        heard = replay.messages.length;
        replay.cuts++;
        if (transport === 'ws') return client.cut();
        const before = events;
        events = client.subscribe<{ queueChanged: Message }>(QueueChanged, variables, transport);
        void before.return();
      }, cutEvery)
    : undefined;

  async function stop(): Promise<void> {
    stopped = true;
    clearInterval(timer);
    await Promise.race([events.return(), reading]);
  }
  return replay;
}

const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];
const texts = ['a needle', 'hay', 'more hay', 'NEEDLE', '', null];
const labels = ['high', 'medium', 'low', null];

/** One reviewer who does whatever can be done, at random. Refusals are part of it; errors are not. */
export async function muddle({ datasetId, rowIds, owner }: Bench, reviewer: Reviewer, times: number): Promise<string[]> {
  const held: { rowId: string; token: string }[] = [];
  const errors: string[] = [];
  const values = () => ({
    ...(Math.random() < 0.7 && { annotation: pick(texts) }),
    ...(Math.random() < 0.7 && { priority: pick(labels) }),
  });
  const versionOf = async (id: string) =>
    (await reviewer.client.execute<{ row: { version: number } | null }>(`query ($id: ID!) { row(id: $id) { ${rowFields} } }`, { id })).row
      ?.version;
  const steps: Record<string, () => Promise<unknown>> = {
    claim: async () => {
      const { claims } = await reviewer.claim({
        datasetId,
        count: 1 + Math.floor(Math.random() * 3),
        seconds: Math.random() < 0.3 ? 1 : 60,
      });
      held.push(...(claims ?? []).map(({ row, token }) => ({ rowId: row.id, token })));
    },
    claimRow: async () => {
      const { claim } = await reviewer.claimRow({ rowId: pick(rowIds), seconds: 60 });
      if (claim) held.push({ rowId: claim.row.id, token: claim.token });
    },
    write: async () => {
      const claim = held[0];
      if (claim) await reviewer.annotate({ ...claim, values: values() });
    },
    draft: async () => {
      const claim = held[0];
      if (claim) await reviewer.saveDraft({ ...claim, values: values() });
    },
    fill: async () => {
      const claim = held.shift();
      if (claim) await reviewer.annotate({ ...claim, values: values(), fill: true });
    },
    fillAnother: async () => {
      const claim = held.shift();
      if (claim) await reviewer.annotate({ ...claim, values: values(), fill: true });
    },
    release: async () => {
      const claim = held.shift();
      if (claim) await reviewer.release([claim.token]);
    },
    skip: async () => {
      const claim = held.shift();
      if (claim) await reviewer.skip(claim);
    },
    edit: async () => {
      const rowId = pick(rowIds)!;
      await reviewer.annotate({ rowId, version: (await versionOf(rowId)) ?? 1, values: values() });
    },
    reopen: async () => {
      const rowId = pick(rowIds)!;
      await reviewer.reopen({ rowId, version: (await versionOf(rowId)) ?? 1 });
    },
    bulk: () =>
      reviewer.bulk({
        datasetId,
        filter: { bucket: { of: 11, at: Math.floor(Math.random() * 11) } },
        values: values(),
        fill: Math.random() < 0.2,
      }),
    undo: () => reviewer.undo({ datasetId }),
    add: () =>
      addRows(reviewer.client, datasetId, [{ question: 'new', priority: pick(labels) ?? null }, { question: 'newer' }]).then((ids) =>
        rowIds.push(...ids),
      ),
    remove: () =>
      owner.client.execute('mutation ($input: RemoveRowsInput!) { removeRows(input: $input) { __typename } }', {
        input: { datasetId, rowIds: [pick(rowIds), pick(rowIds)] },
      }),
  };
  for (let n = 0; n < times; n++) {
    const [name, step] = pick(Object.entries(steps))!;
    await step().catch((error: unknown) => errors.push(`${name}: ${String(error)}`));
  }
  return errors;
}

export async function addRows(client: Client, datasetId: string, rows: Record<string, unknown>[]): Promise<string[]> {
  const { addRows: added } = await client.execute<{ addRows: { rows?: { id: string }[] } }>(
    'mutation ($input: AddRowsInput!) { addRows(input: $input) { ... on AddRowsPayload { rows { id } } } }',
    { input: { datasetId, rows } },
  );
  return (added.rows ?? []).map((row) => row.id);
}
