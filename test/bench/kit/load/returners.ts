import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { clock } from '../clock.ts';
import { type QueueChangedEvent, queueChanged, rowNumber, waiting } from '../documents.ts';
import { type EventLog, type Told, type Verdict, checkTold } from './check-told.ts';
import { subscribe } from './subscription.ts';

/** Before the n-th try, a subscriber waits a random part of `firstMs` · 2ⁿ⁻¹, at most `mostMs`. */
export interface BackOff {
  firstMs: number;
  mostMs: number;
}

export interface GatherReturners {
  url: string;
  /** Where they go when they were cut off. */
  otherUrl: string;
  secrets: string[];
  datasetId: string;
  count: number;
  backOff: BackOff;
}

interface Returner extends Told {
  cursor: string | null;
  socket: WebSocket | null;
}

const seqOf = (cursor: string): number => Number(cursor.slice(cursor.indexOf('.') + 1));

/** Subscribers of the whole queue who note all they are told, and come back with their cursor when they are cut off. */
export function makeReturners() {
  const all: Returner[] = [];
  let tries = 0;
  let cutAt: number | null = null;
  let cuts = 0;
  let ended = false;

  function hear(one: Returner, bytes: Buffer): void {
    const { payload } = JSON.parse(bytes.toString()) as { payload: { data: QueueChangedEvent } };
    const { cursor, reload, changes } = payload.data.queueChanged;
    if (one.cursor === null) one.from = seqOf(cursor);
    if (reload) one.reloads += 1;
    one.cursor = cursor;
    for (const change of changes) {
      one.seqs.push(seqOf(change.cursor));
      one.told.push(`${change.event} ${rowNumber(change.rowId)}`);
    }
  }

  async function keepOpen(one: Returner, secret: string, { url, otherUrl, datasetId, backOff }: GatherReturners): Promise<void> {
    const open = (at: string) =>
      subscribe({
        url: at,
        secret,
        query: queueChanged,
        variables: { datasetId, filter: waiting, after: one.cursor },
        onNext: (bytes) => hear(one, bytes),
        onClose: () => one.socket && void lost(),
      });
    async function lost(): Promise<void> {
      one.socket = null;
      if (ended) return;
      cutAt = clock();
      cuts += 1;
      for (let n = 0; !one.socket && !ended; n += 1) {
        await sleep(Math.random() * Math.min(backOff.mostMs, backOff.firstMs * 2 ** n));
        tries += 1;
        one.socket = await open(otherUrl).catch(() => null);
      }
    }
    one.socket = await open(url);
  }

  return {
    async gatherReturners(how: GatherReturners): Promise<void> {
      const lanes = 50;
      for (let n = 0; n < how.count; n += 1) all.push({ cursor: null, from: 0, seqs: [], told: [], reloads: 0, socket: null });
      await Promise.all(
        Array.from({ length: lanes }, async (_, lane) => {
          for (let n = lane; n < how.count; n += lanes) await keepOpen(all[n]!, how.secrets[n % how.secrets.length]!, how);
        }),
      );
    },
    /** Cuts them all off from this side. */
    cutReturners(): void {
      for (const { socket } of all) socket?.terminate();
    },
    /** How many were cut off, the moment of the last cut by the shared clock, and how many tried how often to come back. */
    returning: () => ({ cuts, cutAt, tries, open: all.filter(({ socket }) => socket?.readyState === 1).length }),
    /** Resolves with the moment at which each of them is back and has everything up to this seq. */
    async caughtUp({ seq, withinMs }: { seq: number; withinMs: number }): Promise<{ at: number; behind: number }> {
      const until = clock() + withinMs;
      for (;;) {
        const behind = all.filter(({ cursor, socket }) => !socket || !cursor || seqOf(cursor) < seq).length;
        if (behind === 0 || clock() > until) return { at: clock(), behind };
        await sleep(5);
      }
    },
    /** Holds what each was told against the database's events: in order, each once, none left out, none other. */
    checkReturners: (log: EventLog): Verdict => checkTold(log, all),
    endReturners(): void {
      ended = true;
      for (const { socket } of all) socket?.terminate();
    },
  };
}
