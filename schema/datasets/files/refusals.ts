import { Refusal } from '../../refusals.ts';

/** One thing in a file that cannot be taken. */
export interface UploadProblem {
  /** From 1, the header included; where the row begins when it has several lines. */
  line: number;
  /** Key of the column, or what stands in the header; "" when it is about the line. */
  column: string;
  reason: string;
}

/** A file that does not fit. Nothing of it was written. */
export class UploadRefused extends Refusal {
  /** The first hundred. */
  constructor(readonly problems: UploadProblem[]) {
    const [first] = problems;
    super(first ? `Line ${first.line}${first.column && `, ${first.column}`}: ${first.reason}` : 'The file cannot be taken.');
  }
}

export class UploadTooLarge extends Refusal {
  constructor(readonly maxBytes: number) {
    super(`A file may have at most ${Math.floor(maxBytes / 1024 / 1024)} MB (${maxBytes} bytes). Send it in parts.`);
  }
}
