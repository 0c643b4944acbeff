import { z } from 'zod';
import { shownNumber } from './clip.ts';
import { codePoints, editSimilarity } from './edit-similarity.ts';
import { graded, noExpected, tooDeep, unsure } from './grade.ts';
import type { Kind } from './kind.ts';
import { readText } from './nesting.ts';
import { tokenF1 } from './token-f1.ts';

/** Characters that EDIT takes: its time grows with the square. */
const EDIT = 20_000;

const config = z.strictObject({
  /** TOKEN_F1: shared words, see `token-f1.ts`. EDIT: 1 − Levenshtein's distance ÷ the longer length. */
  measure: z.enum(['TOKEN_F1', 'EDIT']),
  /** The least score that passes. */
  passAt: z.number().min(0).max(1),
});
export type SimilarityConfig = z.output<typeof config>;

/** How like the expected output an answer is. The score is the measure, 0 to 1; two empty texts are alike. */
export const similarity: Kind<SimilarityConfig> = {
  name: 'SIMILARITY',
  config,
  judge({ measure, passAt }, { output, expected }) {
    if (expected === null) return noExpected();
    const [answer, right] = [readText(output), readText(expected)];
    if (answer === null) return tooDeep('output');
    if (right === null) return tooDeep('expected output');
    if (measure === 'EDIT' && (codePoints(answer) > EDIT || codePoints(right) > EDIT))
      return unsure(`Texts of more than ${shownNumber(EDIT)} characters are not compared by edits.`);
    const score = measure === 'EDIT' ? editSimilarity(answer, right) : tokenF1(answer, right);
    const what = measure === 'EDIT' ? 'Edit similarity' : 'Token F1';
    // Rounded down, so that what just fails does not look as if it had passed.
    return graded(score >= passAt, `${what} is ${Math.floor(score * 1000) / 1000}; ${shownNumber(passAt)} passes.`, score);
  },
};
