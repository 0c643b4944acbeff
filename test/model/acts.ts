import type { Values } from './state.ts';

/** What one person asks of one server. Rows and tokens are real ones by now. */
export type Ask =
  | { do: 'claim'; count: number; from: { filter: string } | { slice: string } | 'served' }
  | { do: 'claimRow'; row: number }
  | { do: 'renew'; token: string }
  | { do: 'release'; token: string }
  | { do: 'skip'; row: number; token: string }
  | { do: 'draft'; row: number; token: string; values: Values }
  | { do: 'annotate'; row: number; token: string; values: Values; fill: boolean }
  | { do: 'edit'; row: number; version: number; values: Values; fill: boolean; force: boolean }
  | { do: 'reopen'; row: number; version: number }
  | { do: 'bulk'; filter: string; values: Values; fill: boolean }
  | { do: 'undo'; count: number }
  | { do: 'import'; rows: Values[] }
  | { do: 'addSpans'; spans: number[] };

export interface Act {
  who: number;
  /** At which server. */
  at: number;
  ask: Ask;
  /** Idempotency key. */
  key?: string;
}

/** Mutations that take an idempotency key. */
export const takesKey = (ask: Ask): boolean => !['renew', 'release', 'draft', 'import', 'addSpans'].includes(ask.do);
