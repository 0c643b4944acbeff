import { z } from 'zod';
import { isStorable } from '../../datasets/names.ts';
import { InvalidInput } from '../../refusals.ts';
import type { Subject, Verdict } from '../verdict.ts';
import { quote, quoteSome } from './clip.ts';
import { graded, noExpected, tooDeep, unsure } from './grade.ts';
import type { Kind } from './kind.ts';
import { readText } from './nesting.ts';
import { compilePattern, PATTERN_WORK, type SafePattern } from './safe-pattern.ts';
import { shapeText } from './shape-text.ts';

const value = z.string().max(10_000, 'is longer than 10000 characters').refine(isStorable, 'has a NUL or half a character in it');

const config = z.strictObject({
  /** All but CONTAINS_ALL and CONTAINS_NONE pass with any one of the values. */
  mode: z.enum(['EQUALS', 'CONTAINS_ANY', 'CONTAINS_ALL', 'CONTAINS_NONE', 'STARTS_WITH', 'ENDS_WITH', 'MATCHES']),
  /** Literal texts; for MATCHES patterns, see `safe-pattern.ts`. Either these, or `against`. */
  values: z.array(value).min(1).max(100).optional(),
  /** The row's expected output is the one value. */
  against: z.literal('EXPECTED').optional(),
  ignoreCase: z.boolean().default(false),
  /** What is done to the answer and to the values before they are compared, never to a pattern: TRIM takes blanks from the
   * ends, COLLAPSE also makes each run of them within one space. */
  whitespace: z.enum(['KEEP', 'TRIM', 'COLLAPSE']).default('KEEP'),
});
export type TextConfig = z.output<typeof config>;

/** Compares the answer's text with texts that are known beforehand, or with the expected output. An answer that is no text is
 * taken as JSON, none as empty. Both sides are brought into Unicode's form NFC. Score 1 or 0. */
export const text: Kind<TextConfig> = { name: 'TEXT', config, check: checkText, judge: judgeText };

function checkText(config: TextConfig): void {
  const { mode, values, against } = config;
  if (!values === !against) throw new InvalidInput('Needs either values, or against: EXPECTED.', ['values']);
  if (mode === 'MATCHES') {
    if (against) throw new InvalidInput('An expected output is not a pattern: give values.', ['against']);
    patternsOf(config);
  }
  // Everything contains nothing.
  const isEmpty = (one: string) => (mode === 'MATCHES' ? one : shapeText(one, config)) === '';
  const empty = mode === 'EQUALS' ? -1 : (values ?? []).findIndex(isEmpty);
  if (empty >= 0) throw new InvalidInput('This value is empty.', ['values', String(empty)]);
}

function judgeText(config: TextConfig, { output, expected }: Subject): Verdict {
  const answer = readText(output);
  if (answer === null) return tooDeep('output');
  if (config.mode === 'MATCHES') return judgeMatches(config, answer);
  if (!config.against) return compare(config, shapeText(answer, config), config.values ?? []);
  if (expected === null) return noExpected();
  const right = readText(expected);
  if (right === null) return tooDeep('expected output');
  if (config.mode !== 'EQUALS' && shapeText(right, config) === '')
    return unsure('The expected output is empty, and everything contains that.');
  return compare(config, shapeText(answer, config), [right]);
}

function judgeMatches(config: TextConfig, answer: string): Verdict {
  const patterns = patternsOf(config);
  const shaped = shapeText(answer, { ...config, ignoreCase: false });
  const work = patterns.reduce((sum, { size }) => sum + size, 0) * shaped.length;
  if (work > PATTERN_WORK) return unsure(`The output is too long for ${patterns.length === 1 ? 'this pattern' : 'these patterns'}.`);
  return verdictOf('MATCHES', config.values ?? [], (_, index) => patterns[index]!.test(shaped));
}

const tests = {
  EQUALS: (answer: string, one: string) => answer === one,
  STARTS_WITH: (answer: string, one: string) => answer.startsWith(one),
  ENDS_WITH: (answer: string, one: string) => answer.endsWith(one),
  CONTAINS: (answer: string, one: string) => answer.includes(one),
};

function compare(config: TextConfig, answer: string, values: readonly string[]): Verdict {
  const { mode } = config;
  const test = mode === 'EQUALS' || mode === 'STARTS_WITH' || mode === 'ENDS_WITH' ? tests[mode] : tests.CONTAINS;
  return verdictOf(mode, values, (one) => test(answer, shapeText(one, config)), answer);
}

const words: Record<TextConfig['mode'], { does: string; not: string }> = {
  EQUALS: { does: 'equals', not: 'does not equal' },
  STARTS_WITH: { does: 'starts with', not: 'does not start with' },
  ENDS_WITH: { does: 'ends with', not: 'does not end with' },
  MATCHES: { does: 'matches', not: 'does not match' },
  CONTAINS_ANY: { does: 'contains', not: 'does not contain' },
  CONTAINS_ALL: { does: 'contains', not: 'does not contain' },
  CONTAINS_NONE: { does: 'contains', not: 'does not contain' },
};

function verdictOf(
  mode: TextConfig['mode'],
  values: readonly string[],
  holds: (value: string, index: number) => boolean,
  answer?: string,
): Verdict {
  const { does, not } = words[mode];
  const ors = `${not}${values.length > 1 ? ' any of' : ''} ${quoteSome(values)}`;
  if (mode === 'CONTAINS_ALL') {
    const missing = values.filter((one, index) => !holds(one, index));
    return graded(missing.length === 0, `The output ${missing.length ? `${not} ${quoteSome(missing)}` : `${does} ${quoteSome(values)}`}.`);
  }
  const found = values.find(holds);
  if (mode === 'CONTAINS_NONE') return graded(found === undefined, `The output ${found === undefined ? ors : `${does} ${quote(found)}`}.`);
  if (found !== undefined) return graded(true, `The output ${does} ${quote(found)}.`);
  return graded(false, `The output ${ors}${mode === 'EQUALS' && answer !== undefined ? `: it is ${quote(answer)}` : ''}.`);
}

const compiled = new WeakMap<TextConfig, SafePattern[]>();

function patternsOf(config: TextConfig): SafePattern[] {
  let patterns = compiled.get(config);
  if (!patterns) {
    const { ignoreCase, values = [] } = config;
    patterns = values.map((one, index) => compilePattern(one.normalize('NFC'), { ignoreCase, where: ['values', String(index)] }));
    compiled.set(config, patterns);
  }
  return patterns;
}
