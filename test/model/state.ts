/** What the model knows of one row: everything that a write can change, and nothing of how it is stored. */
export interface ModelRow {
  id: number;
  version: number;
  /** Equal numbers are equal contents: an undo brings the number of before back, as the database's `state_version` does. */
  state: number;
  contents: Contents;
  spanId: string | null;
  claim: { by: number; token: string; lapsed: boolean } | null;
  /** Who sent it back, and when in the order of all that happened. */
  skips: Record<number, number>;
  /** What each has typed, as JSON. */
  drafts: Record<number, string>;
}

export interface Contents {
  filled: boolean;
  filledBy: number | null;
  priority: string | null;
  annotation: string | null;
}

/** One thing that somebody did and can undo: its parts are rows. */
export interface Action {
  by: number;
  kind: 'written' | 'filled' | 'reopened' | 'skipped';
  undone: boolean;
  parts: { row: number; before: Contents; stateBefore: number; stateAfter: number }[];
}

/** A small queue in memory. Plain data, so that two orders of the same acts are tried on two copies. */
export interface Model {
  rows: Record<number, ModelRow>;
  actions: Action[];
  /** By `who/key`: what was asked with an idempotency key, and what was answered. */
  keys: Record<string, { request: string; answer: Answer }>;
  /** Every claim there ever was: dead tokens must stay dead. */
  tokens: { token: string; row: number; by: number }[];
  ticks: number;
}

/** An answer of the API, without what the model cannot know (times, the other fields of rows). */
export interface Answer {
  type: string;
  claims?: { row: number; token: string }[];
  released?: number;
  lost?: string[];
  matched?: number;
  changed?: number;
  held?: number;
  /** Rows that were made or taken back. */
  rows?: number[];
  added?: number;
  alreadyThere?: number;
  /** Of spans that were added: the row of each. */
  rowOfSpan?: Record<string, number>;
}

export const emptyModel = (): Model => ({ rows: {}, actions: [], keys: {}, tokens: [], ticks: 0 });

export const tick = (model: Model): number => ++model.ticks;

export const rowsOf = (model: Model): ModelRow[] => Object.values(model.rows).sort((a, b) => a.id - b.id);

/** A row as it comes into a dataset. */
export function addRow(model: Model, id: number, { priority = null, annotation = null }: Values, spanId: string | null = null): void {
  const contents: Contents = { filled: false, filledBy: null, priority: priority ?? null, annotation: annotation ?? null };
  model.rows[id] = { id, version: 1, state: tick(model), contents, spanId, claim: null, skips: {}, drafts: {} };
}

/** What a write says; a key that is absent leaves its cell as it is, null clears it. */
export interface Values {
  priority?: string | null;
  annotation?: string | null;
}

/** Claims that ran out end, as the first thing in every batch. */
export function reap(model: Model): void {
  for (const row of Object.values(model.rows)) if (row.claim?.lapsed) row.claim = null;
}

/** The claim of a row, when this token of this person still holds. */
export function heldBy(model: Model, { row, token, who }: { row: number; token: string; who: number }): boolean {
  const claim = model.rows[row]?.claim;
  return claim != null && claim.token === token && claim.by === who && !claim.lapsed;
}
