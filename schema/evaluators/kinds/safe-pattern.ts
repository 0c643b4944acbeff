import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { isStorable } from '../../datasets/names.ts';
import { InvalidInput } from '../../refusals.ts';
import { clip } from './clip.ts';

/** Characters of a pattern, and instructions of the program that it becomes. */
const LENGTH = 1000;
const PROGRAM = 1000;

/** Instructions × characters that one judgement may take. Where RE2JS finds no small automaton, each takes about 20 ns:
 * 250,000 characters against 110 instructions took 0.57 s, against 1,810 they took 8.5 s. */
export const PATTERN_WORK = 50_000_000;

export interface SafePattern {
  /** Whether it matches anywhere in the text, in time linear in the text. */
  test(text: string): boolean;
  /** Instructions: what one character costs at most. */
  size: number;
}

/** Compiles a pattern that somebody wrote, in RE2's syntax (https://github.com/google/re2/wiki/Syntax), with JavaScript's
 * way of writing `\uXXXX`, `\cX`, `(?<name>…)` and `[^]`. As in RE2, `\s`, `\d`, `\w` and `\b` are ASCII's, and `.` is anything but
 * a newline. Throws InvalidInput that says what is not supported. */
export function compilePattern(pattern: string, { ignoreCase = false, where }: { ignoreCase?: boolean; where: string[] }): SafePattern {
  if (pattern.length > LENGTH) throw new InvalidInput(`The pattern has more than ${LENGTH} characters.`, where);
  if (!isStorable(pattern)) throw new InvalidInput('The pattern has a NUL or half a character in it.', where);
  if (namesGroup(pattern)) throw new InvalidInput(`The pattern cannot be used: ${backreferences}.`, where);
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern), ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    const size = compiled.programSize();
    if (size <= PROGRAM) return { test: (text) => compiled.test(text), size };
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) throw new InvalidInput(`The pattern cannot be used: ${explain(error)}.`, where);
    // Too many parentheses within each other.
    if (!(error instanceof RangeError || error instanceof RE2JSException)) throw error;
  }
  throw new InvalidInput('The pattern is too large: use fewer or smaller repetitions.', where);
}

const backreferences = 'backreferences, \\1 and \\k<name>, are not supported';

/** Whether it has a `\k`: the translation makes a plain k of it. */
const namesGroup = (pattern: string): boolean => [...pattern.matchAll(/\\(.)/gsu)].some(([, escaped]) => escaped === 'k');

/** RE2 names what it stumbled over; people know it by the feature. */
const features: [RegExp, string][] = [
  [/^\(\?[=!]/, 'lookaheads, (?=…) and (?!…), are not supported'],
  [/^\(\?<[=!]/, 'lookbehinds, (?<=…) and (?<!…), are not supported'],
  [/^\\[1-9]/, backreferences],
  [/^\(\?>/, 'atomic groups, (?>…), are not supported'],
  [/^[*+?}]\+$/, 'possessive repetitions, a++ and a*+, are not supported'],
];

function explain({ error, input }: RE2JSSyntaxException): string {
  const at = input ?? '';
  return features.find(([sign]) => sign.test(at))?.[1] ?? clip(at ? `${error}: ${at}` : error, 200);
}
