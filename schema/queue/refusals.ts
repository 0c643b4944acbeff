import { Refusal } from '../refusals.ts';
import type { RowImage } from './filter/row-image.ts';

/** A write named a claim that holds no more. Nothing changed; what was typed is kept as the caller's draft. */
export class ClaimExpired extends Refusal {
  constructor(
    readonly row: RowImage,
    readonly draft: DraftImage | null,
  ) {
    super('Your claim on this row has ended. What you typed is kept as a draft: claim the row again to go on.');
  }
}

export interface DraftImage {
  rowId: number;
  reviewerId: number;
  values: unknown;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

/** Somebody else holds the row. */
export class ClaimedByAnother extends Refusal {
  constructor(
    readonly row: RowImage,
    readonly holderId: number,
    readonly expiresAt: number,
  ) {
    super('Somebody else is working on this row.');
  }
}

/** The row is not what the caller saw. */
export class RowChangedMeanwhile extends Refusal {
  constructor(readonly row: RowImage) {
    super('This row was changed meanwhile. Look at what it is now, and write again with its new version.');
  }
}

export class RowAlreadyFilled extends Refusal {
  constructor(readonly row: RowImage) {
    super('This row is filled already. Reopen it to change the verdict.');
  }
}

/** The row wants the answers of several reviewers, and has this one's. */
export class AlreadyReviewed extends Refusal {
  constructor(readonly row: RowImage) {
    super('You have answered this row already; it waits for other reviewers. Undo your answer to change it.');
  }
}

export class RowNotFilled extends Refusal {
  constructor(readonly row: RowImage) {
    super('This row is not filled, so there is nothing to reopen.');
  }
}

export class ClaimLimitReached extends Refusal {
  constructor(
    readonly limit: number,
    readonly held: number,
  ) {
    super(`You hold ${held} rows of this dataset, and ${limit} is the most. Fill or release some first.`);
  }
}

export class NothingToUndo extends Refusal {
  constructor() {
    super('There is nothing of yours to undo here.');
  }
}

export class IdempotencyKeyReused extends Refusal {
  constructor() {
    super('This idempotency key came with another request before. Use a new key for a new request.');
  }
}
