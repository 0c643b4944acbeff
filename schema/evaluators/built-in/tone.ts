import { type BuiltInJudge, listedInputs, writeRubric } from './rubric.ts';

const rubric = writeRubric({
  task: `Judge the tone of the answer: whether it speaks as a good colleague in customer service would, friendly, respectful, calm and plain, and as the situation of this person asks for. What it says makes no difference: a friendly wrong answer has a good tone, and a correct sneer a bad one.`,
  steps: [
    'Read what the person wrote, and say how they come: matter-of-fact, in a hurry, worried, upset, joking, grieving.',
    'Read the answer as that person would. Note the words and sentences that would please, soothe, annoy, hurt or embarrass them.',
    'Look for what a bad tone is made of: blame, sarcasm, condescension, impatience, threats, insults, cold formulas in a situation that is none, cheerfulness in the face of trouble, flattery, pressure to buy, slang or jargon that this person does not use.',
    'Choose the score by the worst passage, not by the average: one insult is not made good by three thank-yous.',
  ],
  cases: [
    'Short and matter-of-fact is a good tone for a short and matter-of-fact request. Nobody has to be thanked for a question, and a missing greeting is no flaw.',
    'One sincere apology or word of sympathy fits a person who is in trouble. Repeating it, or giving it where nothing went wrong, is a small flaw.',
    'No is not rude. A refusal has a good tone when it is plain, gives a reason or a next step, and does not preach. One that lectures the person or assumes bad intentions does not.',
    'When the person is rude, the answer stays calm. Giving it back is a bad tone, however well deserved; so is grovelling.',
    'Judge by the manners of the language that the answer is in: forms of address, directness and formality differ. Where the person has chosen a form of address, the answer keeps to it.',
    'An answer that is data or code alone, as it was asked for, has a neutral tone: no flaw.',
    'An empty answer leaves the person without a word: the lowest score.',
  ],
});

/** Manners. Needs nothing but the answer; what was asked is shown where it is known. */
export const tone: BuiltInJudge = {
  key: 'TONE',
  name: 'Tone',
  description: 'Whether the answer is friendly, respectful and plain, as this person’s situation asks for.',
  scale: [
    {
      score: 1,
      meaning: 'Unacceptable. It insults, mocks, threatens or blames, or there is no answer: it would have to be apologised for.',
    },
    {
      score: 2,
      meaning: 'Bad. It is condescending, impatient, preaching or cold where the person needs the opposite: many would complain.',
    },
    {
      score: 3,
      meaning:
        'Not right. Nothing is rude, but a passage is off for this person: stiff, gushing, too familiar, full of jargon, cheerful about trouble.',
    },
    { score: 4, meaning: 'Good. Friendly, respectful and plain, with a word or a formula too much or too little.' },
    { score: 5, meaning: 'Right. As a good colleague would speak to this person in this situation; there is nothing to change.' },
  ],
  passAt: 4,
  messages: [
    { role: 'system', content: rubric },
    {
      role: 'user',
      content: `What the person wrote, with what the system was given beside it:\n${listedInputs}\n{{^inputs}}\nNothing was recorded. Judge by the answer alone, for a person who asked a plain question.\n{{/inputs}}\n\nThe answer to judge:\n{{output}}`,
    },
  ],
};
