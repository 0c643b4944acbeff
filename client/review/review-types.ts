/** The words of a review sitting: rows, drafts, losses, and the steps between the states of `review-state.ts`. */
export type Values = Record<string, unknown>;

export interface Person {
  id: string;
  name: string;
}

export interface DraftOffer {
  by: Person;
  at: string;
  values: Values;
}

/** A claimed row as the server deals it. Times are milliseconds by the server's clock. */
export interface Seat<Row = unknown> {
  rowId: string;
  token: string;
  version: number;
  expiresAt: number;
  values: Values;
  /** What stands in the form and is part of my answer though I did not touch it: where several answer, each says all. */
  affirmed: Values;
  /** What somebody typed and did not send: mine is put back by itself, another's is offered. */
  draft: (DraftOffer & { mine: boolean }) | null;
  /** What this browser kept of my typing, if that is newer than the draft. */
  kept: { values: Values; at: string } | null;
  row: Row;
}

export interface OpenRow<Row = unknown> extends Seat<Row> {
  /** Only what differs from `values`. */
  typed: Values;
  offer: DraftOffer | null;
  restoredFrom: string | null;
  openedAt: number;
  /** The key of the fill under way: kept over retries of the same content, so that a retry has no second effect. */
  fillKey: string | null;
}

/** Why a claim is gone, and who has the row now. */
export interface Loss {
  at: number;
  holder: Person | null;
  holderUntil: number | null;
  filledBy: Person | null;
  /** The answer that stands there now, if it is filled. */
  values: Values | null;
  gone: boolean;
}

export interface Meanwhile {
  version: number;
  values: Values;
}

export interface Problem {
  message: string;
  /** The column it is about, for a value that was refused. */
  column?: string;
  /** The server was not reached: the same thing may be tried again. */
  unreached?: boolean;
}

export type DraftState = 'none' | 'saving' | 'saved' | 'here' | 'unkept';

export interface ReviewState<Row = unknown> {
  phase: 'dealing' | 'reviewing' | 'finished';
  online: boolean;
  current: OpenRow<Row> | null;
  ahead: OpenRow<Row>[];
  loss: Loss | null;
  meanwhile: Meanwhile | null;
  busy: 'fill' | 'skip' | 'claim' | 'undo' | null;
  problem: Problem | null;
  /** Where what was typed is safe: at the server, only in this browser, or nowhere but on the screen. */
  draft: DraftState;
  done: { rowId: string; seconds: number }[];
  skipped: number;
}

export type ReviewAction<Row = unknown> =
  | { kind: 'dealt'; seats: Seat<Row>[]; now: number; first?: boolean }
  | { kind: 'dealing' }
  | { kind: 'typed'; values: Values }
  | { kind: 'offerUsed' }
  | { kind: 'offerDiscarded' }
  | { kind: 'typingDiscarded' }
  | { kind: 'renewed'; claims: { token: string; expiresAt: number }[] }
  | { kind: 'lost'; rowId: string; loss: Loss }
  | { kind: 'reclaimed'; seat: Seat<Row> }
  | { kind: 'changedMeanwhile'; rowId: string; now: Meanwhile }
  | { kind: 'keepMine' }
  | { kind: 'takeTheirs' }
  | { kind: 'busy'; with: NonNullable<ReviewState['busy']>; fillKey?: string }
  | { kind: 'problem'; problem: Problem }
  | { kind: 'settled' }
  | { kind: 'filled'; now: number }
  | { kind: 'skipped'; now: number }
  | { kind: 'left'; now: number }
  | { kind: 'undone'; rowId: string }
  | { kind: 'draft'; rowId: string; draft: DraftState }
  | { kind: 'connection'; online: boolean };
