import { wordsOf } from './segment-text.ts';

/** What SQuAD strips: punctuation, of any script here, and those signs that ASCII counts as such. */
const PUNCTUATION = /[\p{P}\s\p{C}$+<=>^`|~]/gu;
const ARTICLES = new Set(['a', 'an', 'the']);

/** Words as SQuAD's evaluation compares them: lower case, no punctuation, no English articles. Split by Unicode's rules, and so
 * for scripts without spaces too. An answer that is nothing but articles keeps them: "A" is an answer to a question with choices. */
export function tokensOf(text: string): string[] {
  const all: string[] = [];
  for (const { segment } of wordsOf(text.normalize('NFC').toLowerCase())) {
    const token = segment.replace(PUNCTUATION, '');
    if (token !== '') all.push(token);
  }
  const rest = all.filter((token) => !ARTICLES.has(token));
  return rest.length > 0 ? rest : all;
}

/** F1 of the words that two texts share, each as often as both have it: 2 × shared ÷ (words of one + words of the other), the
 * harmonic mean of precision and recall. 1 when neither has a word. After Rajpurkar et al., "SQuAD" (2016), evaluate-v1.1.py. */
export function tokenF1(one: string, other: string): number {
  const [left, right] = [tokensOf(one), tokensOf(other)];
  if (left.length + right.length === 0) return 1;
  const unmatched = new Map<string, number>();
  for (const token of left) unmatched.set(token, (unmatched.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of right) {
    const count = unmatched.get(token) ?? 0;
    if (count === 0) continue;
    unmatched.set(token, count - 1);
    shared++;
  }
  return (2 * shared) / (left.length + right.length);
}
