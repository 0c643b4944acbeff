import type { Loss, Meanwhile, Problem, Seat, Values } from './review-types.ts';

/** What the server may answer to a write under a claim. */
export type Written =
  | { kind: 'done'; waits?: boolean }
  | { kind: 'lost'; loss: Loss }
  | { kind: 'changed'; now: Meanwhile }
  | { kind: 'problem'; problem: Problem };

export type Dealt<Row> = { kind: 'dealt'; seats: Seat<Row>[] } | { kind: 'lost'; loss: Loss } | { kind: 'problem'; problem: Problem };

/** The server as a review session sees it. `review-api.ts` is the real one; tests have their own. */
export interface ReviewApi<Row> {
  /** The row that was asked for by name, and what I hold already and no other tab of mine has open. */
  resume(): Promise<Dealt<Row>>;
  claim(count: number): Promise<Dealt<Row>>;
  claimRow(rowId: string): Promise<Dealt<Row>>;
  renew(tokens: string[]): Promise<{ claims: { token: string; expiresAt: number }[]; lost: string[] } | Problem>;
  release(tokens: string[]): Promise<void>;
  /** The page is being closed or loaded again: the claims end in a moment, unless it comes back. */
  letRunOut(tokens: string[]): Promise<void>;
  saveDraft(token: string, rowId: string, values: Values): Promise<Written>;
  fill(row: { rowId: string; token: string; values: Values; key: string }): Promise<Written>;
  skip(row: { rowId: string; token: string; reason: string | null }): Promise<Written>;
  undo(): Promise<{ rowIds: string[] } | Problem>;
  /** Why a claim of mine is gone: the row as it is now. */
  look(rowId: string): Promise<Loss>;
}

export interface TypingKept {
  keep(rowId: string, values: Values): boolean;
  find(rowId: string): { values: Values; at: string } | null;
  forget(rowId: string): boolean;
}

export interface ReviewPorts<Row> {
  api: ReviewApi<Row>;
  kept: TypingKept;
  now(): number;
  newKey(): string;
  /** Told once for each row that was answered; whether it waits for other reviewers. */
  onFilled?(rowId: string, waits: boolean): void;
  onUndone?(rowId: string, openAgain: boolean): void;
  /** Something to be said that changes nothing on the screen. */
  onNotice?(message: string): void;
  /** Milliseconds of quiet before a draft goes to the server. */
  draftDelay?: number;
}
