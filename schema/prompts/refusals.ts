import { Refusal } from '../refusals.ts';

/** Somebody saved the draft since the caller read it. Nothing was changed. */
export class DraftChangedMeanwhile extends Refusal {
  constructor(readonly promptId: number) {
    super('Somebody else changed the draft meanwhile. Look at it as it is now, and save again.');
  }
}

/** The draft is the same as a version that is there already. */
export class NothingChanged extends Refusal {
  constructor(
    readonly promptId: number,
    readonly number: number,
  ) {
    super(`This is the same as version ${number}.`);
  }
}
