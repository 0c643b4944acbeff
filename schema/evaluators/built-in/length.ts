import { type BuiltInJudge, listedInputs, writeRubric } from './rubric.ts';

const rubric = writeRubric({
  task: `Judge whether the answer is as long as this request asks for: whether it has what the person needs, and not more. Do not count words. Whether what it says is right, and in what tone, makes no difference.`,
  steps: [
    'Look whether the request names a length or a form: “in one sentence”, “a list of five”, “in detail”, “yes or no”. That goes before everything else.',
    'If it does not, say what length somebody who knows the matter would choose: a word or a number for a fact, a few sentences for an explanation, steps for instructions, pages for a report that was asked for.',
    'Mark what could be taken out of the answer without the person missing it: repetitions, the question said again, introductions and summaries of what is short anyway, warnings nobody needs, alternatives nobody asked for.',
    'Mark what the person would have to ask for once more because the answer stops short of it.',
    'Choose the score by what is too much or too little, whichever is worse.',
  ],
  cases: [
    'Long is not thorough, and short is not clear. A long answer to a request that needs it has the right length, and so has a single word to one that needs a single word.',
    'A length that was asked for is met within about a tenth for words or pages, and exactly for items and sentences.',
    'Code, tables and quotations that were asked for do not make an answer too long. The talk around them may.',
    'A refusal, or “I do not know”, is right in one to three sentences: the reason and a next step. A lecture is too long.',
    'A question back is right when it is short and asks only what is needed.',
    'Languages and scripts differ in how much room they take; judge by what is said, not by characters.',
    'An answer that breaks off in the middle is too short by what is missing. An empty answer gets the lowest score.',
  ],
});

/** Whether the length fits the request; the kind LENGTH counts instead. Rows without any input are UNKNOWN: there `{{question}}` stands and
 * has no value. */
export const length: BuiltInJudge = {
  key: 'LENGTH',
  name: 'Length',
  description: 'Whether the answer is as long as the request asks for: nothing missing, nothing to be cut.',
  scale: [
    {
      score: 1,
      meaning: 'Unusable for its length. Empty or broken off before it helps, or so long that the person would not find what they need.',
    },
    {
      score: 2,
      meaning:
        'Far off. Most of what is needed is missing, or most of what is there could be taken out, or a length that was asked for is plainly ignored.',
    },
    {
      score: 3,
      meaning: 'Off. The person has to ask once more for something that belongs to it, or to read past a good part that they do not need.',
    },
    { score: 4, meaning: 'Nearly right. A sentence or two too much or too little.' },
    { score: 5, meaning: 'Right. Nothing is missing, and nothing could be taken out without a loss.' },
  ],
  passAt: 4,
  messages: [
    { role: 'system', content: rubric },
    {
      role: 'user',
      content: `What was asked, with what the system was given beside it:\n${listedInputs}\n{{^inputs}}\n{{question}}\n{{/inputs}}\n\nThe answer to judge:\n{{output}}`,
    },
  ],
};
