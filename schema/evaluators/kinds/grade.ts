import { unknown, type Verdict } from '../verdict.ts';
import { clip } from './clip.ts';

/** Characters of a reason. */
export const REASON = 400;

/** A verdict of a kind that costs nothing. `score` is 1 or 0 when there is nothing in between. */
export const graded = (pass: boolean, reason: string, score = pass ? 1 : 0): Verdict => ({
  grade: pass ? 'PASS' : 'FAIL',
  score,
  reason: clip(reason, REASON),
  cost: null,
  raw: null,
});

/** It could not tell. */
export const unsure = (reason: string): Verdict => unknown(clip(reason, REASON));

export const noExpected = (): Verdict => unsure('There is no expected output to compare with.');
export const tooDeep = (what: string): Verdict => unsure(`The ${what} is nested too deep to be read.`);
