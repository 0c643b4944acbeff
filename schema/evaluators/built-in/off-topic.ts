import { type BuiltInJudge, listedInputs, writeRubric } from './rubric.ts';

const rubric = writeRubric({
  task: `Judge whether the answer is about what was asked. Whether it is right, polite, complete or well written makes no difference: a wrong answer to the question is on topic, and a true answer to another question is not. A high score means that it stays on topic.`,
  steps: [
    'Say in one sentence what was asked for: the subject, and what the person wants to do or know. In a conversation it is the last turn that counts, read in the light of those before it.',
    'Go through the answer part by part, and say of each whether it serves that request, prepares or explains what does, or is about something else.',
    'Look whether the request itself is taken up. With several requests, look at each.',
    'Choose the score by whether the request is taken up, then by how much of the answer is about something else.',
  ],
  cases: [
    'Background, a caveat, an example and a next step that the person would expect with the answer are on topic. Advertising, other products, general advice that fits any question, and long introductions about the assistant are not.',
    'A question back that is needed to answer, and saying that the answer is not known, take up the request: on topic.',
    'A refusal that names the request (“I cannot give medical advice about your dose”) is on topic. A refusal or a greeting that would fit anything (“How can I help you today?”) is not.',
    'When one of several requests is passed over, the answer is partly off topic, however good the rest is.',
    'A request that is ambiguous is taken up by an answer to any sensible reading of it.',
    'When the request itself is empty or makes no sense, an answer that says so or asks what is meant is on topic.',
    'An answer in another language than the request is judged by its content. An empty answer takes up nothing: the lowest score.',
  ],
});

/** Relevance. Rows without any input are UNKNOWN: there `{{question}}` stands and has no value. */
export const offTopic: BuiltInJudge = {
  key: 'OFF_TOPIC',
  name: 'Off topic',
  description: 'Whether the answer is about what was asked. A high score: it stays on topic.',
  scale: [
    { score: 1, meaning: 'Off topic. The request is not taken up: another subject, something that fits any question, or nothing.' },
    { score: 2, meaning: 'Mostly off topic. The subject is touched, but what the person wants is not taken up, or only in passing.' },
    {
      score: 3,
      meaning:
        'Half on topic. The request is taken up, but one of several is passed over, or about half of the answer is about something else.',
    },
    {
      score: 4,
      meaning: 'On topic with a digression. The request is taken up as a whole; a part that is not needed does not get in the way.',
    },
    { score: 5, meaning: 'On topic. Everything in the answer serves the request.' },
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
