/** What a judge is sent, as far as the made-up one reads it. */
export interface AskedToJudge {
  /** The user's messages, in which what is judged stands fenced: see `schema/evaluators/fence.ts`. */
  text: string;
  /** From the lowest to the highest. */
  scale: readonly string[];
}

const fenced = /<data-([0-9a-f]{16})>\n([\s\S]*?)\n<\/data-\1>/g;

/** Judges as a careful reader would who only compares words: by the expected answer where there is one, and otherwise by whether
 * the answer keeps to what the system was given. Answers the reply as a model writes it. */
export function judgeAs({ text, scale }: AskedToJudge): string {
  const parts = [...text.matchAll(fenced)].map((match) => ({ before: text.slice(0, match.index), value: match[2]! }));
  const output = parts.at(-1)?.value ?? '';
  const expected = parts.findLast(({ before }) => /expected answer:\s*$/i.test(before))?.value;
  const { share, reasoning } = expected === undefined ? byGiven(output, parts.slice(0, -1)) : byExpected(output, expected);
  // Two thirds of the words is as good as all: nobody says the same in the same words.
  const at = Math.min(scale.length - 1, Math.floor((share / 0.82) * (scale.length - 1)));
  return JSON.stringify({ reasoning, score: scale[at] ?? scale.at(-1) ?? '1' });
}

function byExpected(output: string, expected: string): { share: number; reasoning: string } {
  if (output.trim() === '') return { share: 0, reasoning: 'There is no answer.' };
  const [said, wanted] = [wordsOf(output), wordsOf(expected)];
  const share = sharedBy(wanted, said);
  const missing = furthest(expected, said);
  if (share >= 0.82 || missing === null)
    return { share, reasoning: 'The answer says what the expected answer says, in nearly the same words. Nothing in it contradicts that.' };
  const instead = furthest(output, wanted);
  const says = instead === null ? 'It leaves that out.' : `It says instead: “${clipped(instead)}”`;
  const so = share < 0.45 ? 'So the main point is missing or contradicted.' : 'The rest agrees.';
  return { share, reasoning: `The expected answer says: “${clipped(missing)}” The answer does not. ${says} ${so}` };
}

/** The sentence with the most words that are not among these; null where all are. */
function furthest(text: string, among: ReadonlySet<string>): string | null {
  const found = sentencesOf(text)
    .map((sentence) => ({ sentence, odd: [...wordsOf(sentence)].filter((word) => !among.has(word)).length }))
    .sort((a, b) => b.odd - a.odd)[0];
  return found && found.odd > 1 ? found.sentence : null;
}

function byGiven(output: string, given: { value: string }[]): { share: number; reasoning: string } {
  const known = wordsOf(given.map(({ value }) => value).join(' '));
  const odd = furthest(output, known);
  // An answer has words of its own: what half of is known counts as known.
  const share = Math.min(1, sharedBy(wordsOf(output), known) * 1.7);
  if (odd === null || share > 0.7) return { share, reasoning: 'What the answer says can be found in what the system was given.' };
  return { share, reasoning: `Nothing that the system was given says this: “${clipped(odd)}”` };
}

/** Words that carry meaning: of four letters and more, and everything with a digit or of a script without blanks. */
const wordsOf = (text: string): Set<string> =>
  new Set(
    [...new Intl.Segmenter('en', { granularity: 'word' }).segment(text.toLowerCase())]
      .filter(({ segment, isWordLike }) => isWordLike && (segment.length > 3 || /[\d\u3040-\u9fff]/.test(segment)))
      .map(({ segment }) => segment),
  );

const sharedBy = (some: ReadonlySet<string>, all: ReadonlySet<string>): number =>
  some.size === 0 ? 1 : [...some].filter((word) => all.has(word)).length / some.size;

const sentencesOf = (text: string): string[] =>
  [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text.replace(/\s*\n+\s*/g, ' '))]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => wordsOf(sentence).size > 0);

const clipped = (text: string): string => (text.length > 160 ? `${text.slice(0, 157).trimEnd()}…` : text);
