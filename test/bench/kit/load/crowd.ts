import type { WebSocket } from 'ws';
import { clock } from '../clock.ts';
import { type QueueChangedEvent, rowNumber } from '../documents.ts';
import { quantile } from '../measure.ts';
import type { Sent } from './scheduled.ts';
import { subscribe } from './subscription.ts';

export interface Gather {
  url: string;
  secrets: string[];
  query: string;
  /** The n-th subscriber has the variables n modulo their number, and the next person once all variables were had. */
  variables: Record<string, unknown>[];
  count: number;
  /** Sockets that are opened at the same time. */
  atOnce?: number;
  bare?: boolean;
  /** Parses every event and notes when it did. Otherwise messages are counted as they come. */
  parse?: boolean;
  /** Keeps what the first subscriber to each of the variables gets. */
  record?: boolean;
}

export interface Counts {
  messages: number;
  bytes: number;
  /** Since the last message of any subscriber. */
  quietMs: number;
}

/** Many subscribers in this process, each with a socket of its own. Asked for again, more come. */
export function makeCrowd() {
  const sockets: WebSocket[] = [];
  let opened = 0;
  let counts = { messages: 0, bytes: 0 };
  let last = clock();
  let recordings: { at: number[]; texts: string[] }[] = [];
  let heard: { rows: number[]; at: number[] } = { rows: [], at: [] };
  let closed = 0;

  function hear(bytes: Buffer, n: number, { variables, parse, record }: Gather): void {
    last = clock();
    counts.messages += 1;
    counts.bytes += bytes.length;
    if (parse) {
      const { payload } = JSON.parse(bytes.toString()) as { payload: { data: QueueChangedEvent } };
      const at = clock();
      for (const { rowId, event } of payload.data.queueChanged.changes) {
        if (event !== 'FILLED') continue;
        heard.rows.push(rowNumber(rowId));
        heard.at.push(at);
      }
    }
    if (!record || n >= variables.length) return;
    const recording = (recordings[n] ??= { at: [], texts: [] });
    recording.at.push(last);
    recording.texts.push(bytes.toString());
  }

  return {
    /** Opens sockets and waits for each one's first event. Answers with the seconds that it took. */
    async gather(how: Gather): Promise<number> {
      const { url, secrets, query, variables, count, atOnce = 50, bare } = how;
      const began = clock();
      const until = opened + count;
      await Promise.all(
        Array.from({ length: Math.min(atOnce, count) }, async () => {
          while (opened < until) {
            const n = opened;
            opened += 1;
            const secret = secrets[Math.floor(n / variables.length) % secrets.length]!;
            const one = { url, secret, query, variables: variables[n % variables.length]!, bare };
            sockets.push(await subscribe({ ...one, onNext: (bytes) => hear(bytes, n, how), onClose: () => (closed += 1) }));
          }
        }),
      );
      return (clock() - began) / 1000;
    },
    forget(): void {
      counts = { messages: 0, bytes: 0 };
      recordings = [];
      heard = { rows: [], at: [] };
    },
    counts(): Counts {
      if (closed > 0) throw new Error(`${closed} sockets were closed.`);
      return { ...counts, quietMs: clock() - last };
    },
    recordings: () => recordings.map(({ at, texts }) => ({ at: Float64Array.from(at), texts })),
    /** How long after it was sent each subscriber had heard of each row, in milliseconds. */
    latencies({ rows, at }: Sent): { p50: number; p99: number; most: number; count: number; missing: number } {
      const sentAt = new Map(Array.from(rows, (row, n) => [row, at[n]!]));
      const late = heard.rows.flatMap((row, n) => (sentAt.has(row) ? [heard.at[n]! - sentAt.get(row)!] : []));
      const missing = rows.length * sockets.length - late.length;
      return { p50: quantile(late, 0.5), p99: quantile(late, 0.99), most: quantile(late, 1), count: late.length, missing };
    },
    disperse(): void {
      for (const socket of sockets) socket.removeAllListeners('close').terminate();
    },
  };
}
