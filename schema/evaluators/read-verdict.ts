import { type JsonObject, type JsonValue, isJsonObject } from '../monitor/json-value.ts';
import { keepRaw } from './keep-raw.ts';
import { clip, shownNumber } from './kinds/clip.ts';
import { REASON } from './kinds/grade.ts';
import { type Grade, type Verdict, unknown } from './verdict.ts';

/** Where the number of a verdict passes when nobody said. */
export const usualPassAt = 0.5;

/**
 * What somebody else's code says of an answer: true or false; a number, which passes from `passAt` on; or an object with
 * `grade` ('PASS', 'FAIL', 'UNKNOWN'), or `pass` (true or false), or `score`, and a `reason`. Anything else, and what contradicts
 * itself, is UNKNOWN. What came back is kept as `raw`.
 */
export function readVerdict(value: JsonValue, { passAt = usualPassAt }: { passAt?: number } = {}): Verdict {
  const raw = keepRaw(value);
  const unclear = (reason: string) => unknown(clip(reason, REASON), raw);
  if (typeof value === 'boolean') return verdictOf(value ? 'PASS' : 'FAIL', null, `It said ${value}.`, raw);
  if (typeof value === 'number') return scored(value, passAt, null, raw);
  if (!isJsonObject(value))
    return unclear(`It gave back ${shownType(value)}: no verdict is true, false, a number or an object with grade, pass or score.`);
  const problem = problemOf(value);
  if (problem) return unclear(problem);
  const { grade, pass, score, reason } = value as {
    grade?: Grade | null;
    pass?: boolean | null;
    score?: number | null;
    reason?: string | null;
  };
  const said = reason?.trim() || null;
  const told = grade ?? (pass == null ? null : pass ? 'PASS' : 'FAIL');
  if (told === 'UNKNOWN') return unclear(said ?? 'It could not tell, and did not say why.');
  if (told) return verdictOf(told, score ?? null, said ?? `It said ${told.toLowerCase()}, without a reason.`, raw);
  return scored(score!, passAt, said, raw);
}

const scored = (score: number, passAt: number, reason: string | null, raw: JsonValue): Verdict =>
  verdictOf(score >= passAt ? 'PASS' : 'FAIL', score, reason ?? `It said ${shownNumber(score)}; ${shownNumber(passAt)} passes.`, raw);

const verdictOf = (grade: 'PASS' | 'FAIL', score: number | null, reason: string, raw: JsonValue): Verdict => ({
  grade,
  score: score ?? (grade === 'PASS' ? 1 : 0),
  reason: clip(reason, REASON),
  cost: null,
  raw,
});

function problemOf({ grade = null, pass = null, score = null, reason = null }: JsonObject): string | null {
  if (grade !== null && grade !== 'PASS' && grade !== 'FAIL' && grade !== 'UNKNOWN') return 'Its grade is none of PASS, FAIL and UNKNOWN.';
  if (pass !== null && typeof pass !== 'boolean') return 'Its pass is neither true nor false.';
  if (score !== null && !(typeof score === 'number' && Number.isFinite(score))) return 'Its score is no number.';
  if (reason !== null && typeof reason !== 'string') return 'Its reason is no text.';
  if (grade === null && pass === null && score === null) return 'It has neither grade nor pass nor score.';
  if (grade !== null && pass !== null && (grade === 'UNKNOWN' || pass !== (grade === 'PASS')))
    return `Its grade is ${grade}, and its pass ${pass}.`;
  return null;
}

const shownType = (value: JsonValue): string =>
  value === null ? 'nothing' : Array.isArray(value) ? 'a list' : typeof value === 'string' ? 'a text' : `a ${typeof value}`;
