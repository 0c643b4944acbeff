import { type BuiltInJudge, listedInputs, writeRubric } from './rubric.ts';

const rubric = writeRubric({
  task: `Judge whether the answer stays with its sources. The sources are everything that the system was given, below under “What the system was given”: documents, search results, records, the conversation. A claim is supported when a source says it or it follows from what sources say. Judge support alone: whether a claim is true in the world, and whether the answer is helpful, complete or well written, makes no difference. A high score means that nothing is invented.`,
  steps: [
    'Tell the sources from the question. The question says what is wanted; what it states as a fact about the user or their case (“I ordered on Monday”) is a source too. What it only asks or supposes is none.',
    'List the claims of the answer that could be wrong: facts, numbers, names, dates, quotations, links, causes, what somebody said or a product can do.',
    'For each one, find the passage that supports it. Note those that no passage supports, and those that a passage contradicts.',
    'Weigh what you noted: would somebody who relies on the answer do or believe something wrong because of it?',
    'Choose the score by the worst claim, not by the average: one invented number among ten right ones is an invented number.',
  ],
  cases: [
    'Other words, a summary, a translation and plain arithmetic over the sources are supported, when they keep the meaning. A stronger claim than the source makes is not: “always” for “often”, “causes” for “is linked to”, “will” for “may”.',
    'What everybody knows and nothing hangs on (“Paris is in France”), greetings, offers of help and advice to ask somebody are no claims to check. Expert knowledge that the sources do not have is a claim without support, also when you know it to be true.',
    'Names, numbers, dates, quotations and links have to be exact. A link, a quotation or a reference that stands in no source is invented, however likely it looks.',
    'When the sources contradict each other, a claim that one of them supports is supported; to hide that another says otherwise is a flaw.',
    'An answer that says it does not know, that refuses, or that asks back claims nothing, and so invents nothing: the highest score, unless it says something false about the sources (“the document does not mention a price”, when it does). The same holds for an empty answer.',
    'A partial answer is not worse for what it leaves out, unless leaving it out turns the meaning round.',
    'Marking a guess as one (“the documents do not say, but usually…”) makes it a small flaw instead of an invention, as long as it is clear to a reader where the sources end.',
  ],
});

/** Faithfulness to what the system was given. Rows without any input are UNKNOWN: there `{{context}}` stands and has no value. */
export const hallucination: BuiltInJudge = {
  key: 'HALLUCINATION',
  name: 'Hallucination',
  description: 'Whether everything the answer claims is supported by the context and the other inputs. A high score: nothing is invented.',
  scale: [
    { score: 1, meaning: 'Invented. What the answer is mainly about stands in no source, or a source contradicts it.' },
    { score: 2, meaning: 'Largely unsupported. Several claims, or one that somebody would act on, have no support or are contradicted.' },
    {
      score: 3,
      meaning: 'Mixed. The main claims are supported, but a claim that matters goes beyond the sources or is stronger than they are.',
    },
    {
      score: 4,
      meaning: 'Supported with a small flaw. Only something that nobody would act on has no support, or a guess is marked as one.',
    },
    {
      score: 5,
      meaning: 'Fully supported. Every claim that could be wrong stands in the sources or follows from them, or nothing is claimed.',
    },
  ],
  passAt: 4,
  messages: [
    { role: 'system', content: rubric },
    {
      role: 'user',
      content: `What the system was given:\n${listedInputs}\n{{^inputs}}\n{{context}}\n{{/inputs}}\n\nThe answer to judge:\n{{output}}`,
    },
  ],
};
