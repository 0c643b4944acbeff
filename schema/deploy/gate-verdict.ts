export type GateCheckKind = 'COVERAGE' | 'PASS_RATE' | 'LABEL_PASS_RATE' | 'MEAN_SCORE' | 'NO_REGRESSION';

/** One thing that a gate asks for. */
export interface GateCheck {
  kind: GateCheckKind;
  /** Fit to be shown: “Pass rate of Exact match where priority is high”. */
  name: string;
  /** Null where the check is not about one evaluator. */
  evaluatorId: number | null;
  /** At least this, for rates and means (a share; a score); at most this, for COVERAGE (a share of the rows) and NO_REGRESSION (a
   * number of rows). */
  wanted: number;
  /** Null where there was nothing to measure, which does not pass. */
  got: number | null;
  passed: boolean;
  /** Why it did not pass, where the numbers alone do not say it. */
  reason: string | null;
  /** The rows that block, at most `MOST_ROWS` of them; none where the check passed. Ascending, but for MEAN_SCORE: lowest first. */
  rows: number[];
  /** How many block in all. */
  rowCount: number;
}

/** What a gate says of a version. Kept with the deployment that it was made for, as it was. */
export interface GateVerdict {
  passed: boolean;
  /** By which evaluation; null where there was none to judge by. */
  evaluationId: number | null;
  /** The evaluation of the version that ran, which NO_REGRESSION compared with. */
  baselineId: number | null;
  /** Why nothing could be judged; null where it was. */
  reason: string | null;
  /** Rows of the slice when it was judged. */
  rowCount: number;
  checks: GateCheck[];
}

/** Rows of one check that a verdict names. */
export const MOST_ROWS = 200;
