import { cases, type TopicCase } from '../content/index.ts';
import { instructions } from '../instructions.ts';
import { makeRandom } from '../random.ts';

/** What the made-up model is asked: the system message, and what was said last. */
export interface Asked {
  model: string;
  system: string;
  question: string;
}

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

const byQuestion = new Map(cases.map((one) => [plain(one.asks), one]));

/** Which answers an instruction mends: so a newer version is better, and one that somebody writes in the playground as well. */
const mends: [instruction: string, mended: (one: TopicCase) => boolean][] = [
  [instructions.figures, ({ verdict }) => verdict === 'incorrect'],
  [instructions.calculation, ({ verdict }) => verdict === 'incorrect'],
  [
    instructions.accounts,
    ({ verdict, docs }) => verdict === 'hallucination' && docs.some((doc) => doc !== 'security/data' && doc.startsWith('security/')),
  ],
  [instructions.nothingElse, ({ verdict }) => verdict === 'hallucination'],
  [instructions.brief, ({ verdict }) => verdict === 'too-long'],
];

/** The answer to a question of the demo, always the same to the same; to another one, that the passages do not say. */
export function answerAs({ model, system, question }: Asked): string {
  const one = byQuestion.get(plain(question));
  if (!one) return unknown(question);
  const good = one.review?.expected ?? (one.verdict === 'correct' ? one.answers : null);
  const larger = model === 'hull-4' && one.verdict !== 'hallucination';
  const isMended = larger || mends.some(([instruction, mended]) => system.includes(instruction) && mended(one));
  const full = good !== null && (one.verdict === 'correct' || isMended) ? good : (one.answers ?? unknown(question));
  return system.includes(instructions.brief) ? firstTwo(full) : `${full}${closing(one, model)}`;
}

const unknown = (question: string): string =>
  question.trim() === ''
    ? 'What would you like to know about your shop?'
    : 'The help center passages that I was given do not answer this. Shall I pass your question on to a colleague? They answer within one business day.';

/** Now and then a friendly word at the end, as models have it. */
function closing({ id, language }: TopicCase, model: string): string {
  if (language) return '';
  return makeRandom(`closing ${model} ${id}`).chance(0.25) ? '\n\nLet me know if anything is unclear.' : '';
}

function firstTwo(text: string): string {
  const sentences = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text.replace(/\s*\n+\s*/g, ' '))];
  return (
    sentences
      .slice(0, 2)
      .map(({ segment }) => segment)
      .join('')
      // The number of a list that is cut off.
      .replace(/[:\s]+\d+\.\s*$/, '.')
      .trim()
  );
}
