import { createWriteStream, createReadStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { FilterName } from './filters.ts';

/** What became of an operation: done; refused by a type of the schema; not done for certain; or nobody knows. */
export type Outcome = 'ok' | 'refused' | 'failed' | 'unknown';

export type OpKind = 'claim' | 'annotate' | 'skip' | 'release' | 'renew' | 'draft' | 'read' | 'reopen' | 'bulk' | 'undo' | 'add';

/** One operation of one client. Times in milliseconds since 1970, by the clients' clock (the database's machine's own). */
export interface Op {
  t: 'op';
  id: number;
  kind: OpKind;
  /** The user's number. */
  who: number;
  /** Which server was asked. */
  server: number;
  at: number;
  end: number;
  out: Outcome;
  /** The refusal's type, or what failed. */
  why?: string;
  key?: string;
  /** A text that this operation alone writes; one that is tried again with its key writes the same. */
  tag?: string;
  /** A text that was only typed; of a read, what was found of one's own, if anything. */
  typed?: string;
  row?: number;
  token?: string;
  /** The claim that the token is of: when it was made. */
  claimedAt?: number;
  /** Until when a claim was prolonged; none where it holds no more. */
  expires?: number;
  fill?: boolean;
  filter?: FilterName;
  count?: number;
  claims?: { row: number; token: string; at: number }[];
  seq?: number;
  /** Rows changed, released, or added. */
  n?: number;
  rows?: number[];
  seqs?: number[];
}

/** E entered, C changed, L left; with the event's seq and the row. */
export type Change = [seq: number, kind: 'E' | 'C' | 'L', row: number];

/** What a follower read or was told. */
export type Heard =
  | { t: 'page'; who: number; filter: FilterName; at: number; cursor: number; total: number; rows: number[]; more: boolean }
  | {
      t: 'heard';
      who: number;
      filter: FilterName;
      at: number;
      cursor: number;
      total: number;
      exact: boolean;
      changes: Change[];
      reload?: string;
    }
  | { t: 'sizes'; who: number; at: number; cursor: number; groups: Record<string, number> }
  /** A connection ended. */
  | { t: 'cut'; who: number; at: number; code: number };

export interface FaultRecord {
  t: 'fault';
  name: string;
  what: string;
  at: number;
  healed: number;
}

/** Of a server process, some times a minute. */
export interface Sample {
  t: 'sample';
  server: number;
  at: number;
  /** Bytes. */
  rss: number;
}

export type Entry = Op | Heard | FaultRecord | Sample;

/** Writes entries, one line each. */
export function recorder(file: string) {
  const out = createWriteStream(file, { flags: 'a' });
  return {
    write: (entry: Entry): void => void out.write(`${JSON.stringify(entry)}\n`),
    async close(): Promise<void> {
      out.end();
      await once(out, 'close');
    },
  };
}

/** Changes are read once for all who were told the same: an hour of them is eight million messages, 6 GB without and 2.4 with. */
export async function* readHistory(file: string): AsyncGenerator<Entry> {
  const known = new Map<string, Change[]>();
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (!line) continue;
    const entry = JSON.parse(line) as Entry;
    if (entry.t === 'heard') {
      const text = line.slice(line.indexOf('"changes":'));
      const same = known.get(text);
      if (same) entry.changes = same;
      else if (known.size < 20_000) known.set(text, entry.changes);
      else known.clear();
    }
    yield entry;
  }
}
