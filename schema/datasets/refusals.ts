import { InvalidInput, Refusal } from '../refusals.ts';

/** Something that does not fit, of one span or (spanId null) of the mapping itself. */
export interface MappingProblem {
  /** The id that the span's sender gave it. */
  spanId: string | null;
  /** The key of the column. */
  column: string;
  reason: string;
}

/** Spans whose contents do not fit the dataset's columns. Nothing was written. */
export class MappingRefused extends Refusal {
  constructor(readonly problems: MappingProblem[]) {
    const [first] = problems;
    super(first ? `These spans do not fit the dataset: ${first.column}: ${first.reason}` : 'These spans do not fit the dataset.');
  }
}

/** A write that would make one distinct set of labels too many. Filling and reopening rows is never refused so. */
export const tooManyCombinations = (limit: number): InvalidInput =>
  new InvalidInput(`The dataset would have more than ${limit} different combinations of labels. Use fewer LABEL columns or options.`);
