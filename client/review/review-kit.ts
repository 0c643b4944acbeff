import { vi } from 'vitest';
import type { Dealt, ReviewApi, Written } from './review-ports.ts';
import { reviewSession } from './review-session.ts';
import type { Loss, Seat, Values } from './review-types.ts';

/** A row as the server would deal it, for tests. */
export const seat = (number: number, part: Partial<Seat> = {}): Seat => ({
  rowId: `Row_${number}`,
  token: `token-${number}`,
  version: 1,
  expiresAt: 300_000,
  values: { question: 'Where is my parcel?', output: 'On its way.', category: null, note: null },
  affirmed: {},
  draft: null,
  kept: null,
  row: {},
  ...part,
});

export const ada = { id: 'User_1', name: 'Ada' };
export const bo = { id: 'User_2', name: 'Bo' };
export const free: Loss = { at: 1000, holder: null, holderUntil: null, filledBy: null, values: null, gone: false };
export const heldByBo: Loss = { ...free, holder: bo, holderUntil: 90_000 };

/** What this browser keeps, in memory. */
export function memory() {
  const kept = new Map<string, { values: Values; at: string }>();
  return {
    kept,
    keep: (rowId: string, values: Values) => Boolean(kept.set(rowId, { values, at: '2026-11-23T12:00:00.000Z' })),
    find: (rowId: string) => kept.get(rowId) ?? null,
    forget: (rowId: string) => {
      kept.delete(rowId);
      return true;
    },
  };
}

const done: Written = { kind: 'done' };
const nothing: Dealt<unknown> = { kind: 'dealt', seats: [] };

/** A sitting over a server that does as the test says: rows are dealt from `waiting`, in order. */
export function sittingWith(waiting: Seat[], answers: Partial<ReviewApi<unknown>> = {}) {
  const queue = [...waiting];
  const api = {
    resume: vi.fn(() => Promise.resolve(nothing)),
    claim: vi.fn((count: number): Promise<Dealt<unknown>> => Promise.resolve({ kind: 'dealt', seats: queue.splice(0, count) })),
    claimRow: vi.fn((): Promise<Dealt<unknown>> => Promise.resolve(nothing)),
    renew: vi.fn((): ReturnType<ReviewApi<unknown>['renew']> => Promise.resolve({ claims: [], lost: [] })),
    release: vi.fn((): Promise<void> => Promise.resolve()),
    letRunOut: vi.fn((): Promise<void> => Promise.resolve()),
    saveDraft: vi.fn((): Promise<Written> => Promise.resolve(done)),
    fill: vi.fn((): Promise<Written> => Promise.resolve(done)),
    skip: vi.fn((): Promise<Written> => Promise.resolve(done)),
    undo: vi.fn((): ReturnType<ReviewApi<unknown>['undo']> => Promise.resolve({ rowIds: [] })),
    look: vi.fn(() => Promise.resolve(free)),
    ...answers,
  };
  const browser = memory();
  let keys = 0;
  const session = reviewSession({ api, kept: browser, now: () => 0, newKey: () => `key-${++keys}`, draftDelay: 800 });
  return { session, api, browser, queue };
}
