import { type BuiltInJudge, listedInputs, writeRubric } from './rubric.ts';

const rubric = writeRubric({
  task: `Judge whether the answer is correct. The expected answer is the measure: take it to be right, even where you know or believe otherwise. Judge what is said, not how: style, length, format and politeness make no difference.`,
  steps: [
    'Read what was asked, and find what an answer to it has to settle: the main point.',
    'List the claims of the expected answer: facts, numbers, names, dates, conditions, conclusions, steps. Tell those that the question asks for from those that are only said along with them.',
    'For each claim that matters, look whether the answer says the same, says something else, or says nothing.',
    'Look for claims of the answer that contradict the expected answer, or each other.',
    'Choose the score by the worst thing you found about the main point, then by what is missing or wrong besides it.',
  ],
  cases: [
    'The same in other words is the same: synonyms, another order, a full sentence for a single word, “14:00” for “2 pm”, “0.5” for “50 %”, another unit with the right value, a number that is rounded as the question allows.',
    'Another language than that of the expected answer is no error in itself; compare the meaning. If the question asks for a certain language, form or choice of options, that belongs to the main point.',
    'More than was expected is no error as long as nothing of it contradicts the expected answer. You cannot check what the expected answer does not speak of; do not count it for or against.',
    'An answer that says several things of which one is right (“either 4 or 5”), or that takes back what it said, is not right: it leaves the main point open.',
    'The right result after wrong reasoning is right in its result; it has a flaw if the reasoning was asked for. Right reasoning with a wrong result is wrong.',
    'A partial answer gets what its part is worth: of four points that were asked for, two right ones are partly right.',
    'An empty answer, a question back, and a refusal get the lowest score, unless the expected answer is itself a refusal, says that it cannot be known, or asks back. Then the answer that does the same is fully right, whatever reason it gives, and one that answers after all is wrong.',
    'Confidence, sources and a long explanation prove nothing. Neither does doubt: “probably 12” says 12.',
  ],
});

/** Agreement with what the row expects. Rows without an expected output are UNKNOWN: `{{expected_output}}` stands outside of a section. */
export const correctness: BuiltInJudge = {
  key: 'CORRECTNESS',
  name: 'Correctness',
  description: 'Whether the answer says what the expected output says, in whatever words. Needs an expected output.',
  scale: [
    {
      score: 1,
      meaning:
        'Wrong. The main point contradicts the expected answer, or is not answered at all: empty, a refusal, something else than was asked.',
    },
    {
      score: 2,
      meaning:
        'Mostly wrong. The main point is wrong, missing or left open, but a part of what was asked for agrees with the expected answer.',
    },
    {
      score: 3,
      meaning: 'Partly right. The main point is right in part, or right with a claim beside it that matters and is wrong or missing.',
    },
    {
      score: 4,
      meaning:
        'Right with a small flaw. Everything that the question asks for agrees; a detail that changes nothing of it is missing, vague or wrong.',
    },
    {
      score: 5,
      meaning:
        'Fully right. It says everything that the expected answer says to the question, in whatever words, and nothing that contradicts it.',
    },
  ],
  passAt: 4,
  messages: [
    { role: 'system', content: rubric },
    {
      role: 'user',
      content: `What was asked:\n${listedInputs}\n{{^inputs}}\nNothing was recorded. Judge by the expected answer alone.\n{{/inputs}}\n\nThe expected answer:\n{{expected_output}}\n\nThe answer to judge:\n{{output}}`,
    },
  ],
};
