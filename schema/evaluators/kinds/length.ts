import { z } from 'zod';
import { InvalidInput } from '../../refusals.ts';
import { shownNumber } from './clip.ts';
import { codePoints } from './edit-similarity.ts';
import { graded, tooDeep, unsure } from './grade.ts';
import type { Kind } from './kind.ts';
import { readText } from './nesting.ts';
import { sentencesOf, wordsOf } from './segment-text.ts';
import { isAmount, shareWithin } from './within.ts';

const bound = z.int().min(0).max(1_000_000_000).optional();

const config = z.strictObject({
  /** CHARACTERS are code points: what Python's `len` and Postgres' `char_length` count, and the same with every release of
   * Unicode, which clusters of them are not. WORDS and SENTENCES by Unicode's rules for text boundaries (UAX 29). TOKENS as the
   * model counted them. */
  unit: z.enum(['CHARACTERS', 'WORDS', 'SENTENCES', 'TOKENS']),
  /** Both are in range; at least one is needed. */
  least: bound,
  most: bound,
});
export type LengthConfig = z.output<typeof config>;

/** How long an answer is. An answer that is no text is measured as JSON, none as empty. Score: see `shareWithin`. */
export const length: Kind<LengthConfig> = {
  name: 'LENGTH',
  config,
  check({ least, most }) {
    if (least === undefined && most === undefined) throw new InvalidInput('Needs least, most or both.', ['least']);
    if (least !== undefined && most !== undefined && least > most) throw new InvalidInput('least is above most.', ['least']);
  },
  judge(config, subject) {
    if (config.unit === 'TOKENS') {
      if (!isAmount(subject.tokensOut)) return unsure('Nobody knows how many tokens the output has.');
      return judgeLength(config, subject.tokensOut);
    }
    const text = readText(subject.output);
    return text === null ? tooDeep('output') : judgeLength(config, counts[config.unit](text));
  },
};

function judgeLength({ unit, least, most }: LengthConfig, amount: number) {
  const range = [least === undefined ? null : `at least ${shownNumber(least)}`, most === undefined ? null : `at most ${shownNumber(most)}`];
  const score = shareWithin(amount, { least, most });
  const name = unit.toLowerCase();
  return graded(
    amount >= (least ?? 0) && amount <= (most ?? Infinity),
    `The output has ${shownNumber(amount)} ${amount === 1 ? name.slice(0, -1) : name}; ${range.filter(Boolean).join(' and ')} passes.`,
    score,
  );
}

function count<T>(some: Iterable<T>, counts: (one: T) => boolean): number {
  let sum = 0;
  for (const one of some) if (counts(one)) sum++;
  return sum;
}

const counts = {
  CHARACTERS: codePoints,
  WORDS: (text: string) => count(wordsOf(text), ({ isWordLike }) => isWordLike === true),
  // Without a letter or a number it is the dots of a list or the end of a quotation.
  SENTENCES: (text: string) => count(sentencesOf(text), ({ segment }) => /[\p{L}\p{N}]/u.test(segment)),
} satisfies Record<string, (text: string) => number>;
