import type { PromptContent } from '@docket/schema/prompts/prompt-content.ts';
import type { Person } from './accounts.ts';
import { instructions } from './instructions.ts';

/** A version of one of the assistant's prompts, and how it came about. */
export interface DemoVersion {
  content: PromptContent;
  notes: string;
  by: Person;
  daysAgo: number;
}

interface Step extends Omit<DemoVersion, 'content'> {
  /** Lines of the system message that come in, each by itself. */
  adds?: string[];
  drops?: string[];
  model?: string;
  settings?: PromptContent['settings'];
}

const { skipper, onlyPassages, colleague, language, noSecrets, noPromises, short, markdown, figures, accounts, brief } = instructions;
const { dollars, calculation, nothingElse, developers } = instructions;

const steps = {
  'support-answer': [
    {
      daysAgo: 64,
      by: 'ines',
      notes: 'What we launched with.',
      adds: [skipper, onlyPassages],
      model: 'hull-4',
      settings: { temperature: 0.7 },
    },
    { daysAgo: 61, by: 'ines', notes: 'It guessed when the passages said nothing.', adds: [colleague] },
    { daysAgo: 57, by: 'priya', notes: 'A customer from São Paulo was answered in English.', adds: [language] },
    { daysAgo: 52, by: 'jonas', notes: 'A tenth of the price. On 40 questions we saw no difference.', model: 'hull-4-mini' },
    {
      daysAgo: 49,
      by: 'jonas',
      notes: 'Less chatty, and the same question gets the same answer more often.',
      settings: { temperature: 0.3 },
    },
    { daysAgo: 44, by: 'ines', notes: 'After the phishing wave.', adds: [noSecrets] },
    { daysAgo: 38, by: 'tomas', notes: 'It promised a refund that billing had to take back.', adds: [noPromises] },
    { daysAgo: 33, by: 'jonas', notes: 'Colder still.', settings: { temperature: 0.2 } },
    { daysAgo: 29, by: 'maren', notes: 'Nobody reads three paragraphs on a phone.', adds: [short] },
    { daysAgo: 25, by: 'jonas', notes: 'A bound, since one answer ran to 2,000 tokens.', settings: { temperature: 0.2, maxTokens: 600 } },
    { daysAgo: 21, by: 'maren', notes: 'The chat shows lists and links now.', adds: [markdown] },
    {
      daysAgo: 9.6,
      by: 'priya',
      notes: '“24 hours” for a reset link that lives for 30 minutes: figures come from the passages.',
      adds: [figures],
    },
    { daysAgo: 3.12, by: 'maren', notes: 'It offered to switch off two-factor. Never again.', adds: [accounts] },
    { daysAgo: 1.2, by: 'jonas', notes: 'To try: two sentences, as the app team asked for.', adds: [brief], drops: [short] },
  ],
  'billing-answer': [
    {
      daysAgo: 50,
      by: 'ines',
      notes: 'Split off from support-answer.',
      adds: [skipper, onlyPassages, colleague, noPromises, language],
      model: 'hull-4-mini',
      settings: { temperature: 0.2 },
    },
    { daysAgo: 41, by: 'tomas', notes: 'Euros in an answer to a shop in Texas.', adds: [dollars] },
    { daysAgo: 30, by: 'ines', notes: 'Same rules as support-answer.', adds: [noSecrets, short] },
    { daysAgo: 20.5, by: 'maren', notes: 'As in support-answer: lists and links.', adds: [markdown] },
    { daysAgo: 6.3, by: 'tomas', notes: 'Prorated amounts were right and nobody believed them: show how.', adds: [calculation] },
  ],
  'api-helper': [
    {
      daysAgo: 47,
      by: 'ines',
      notes: 'For the developer docs.',
      adds: [skipper, onlyPassages, colleague, short, markdown],
      model: 'hull-4',
      settings: { temperature: 0.2 },
    },
    { daysAgo: 28, by: 'priya', notes: 'Developers want code, not prose.', adds: [developers] },
    { daysAgo: 6.1, by: 'priya', notes: 'It made up a header.', adds: [nothingElse, noSecrets] },
  ],
} satisfies Record<string, Step[]>;

export type DemoPrompt = keyof typeof steps;

export const descriptions: Record<DemoPrompt, string> = {
  'support-answer': 'What Skipper says to customers, but for billing and the API.',
  'billing-answer': 'Invoices, payouts, fees and refunds.',
  'api-helper': 'Questions of developers, in the docs and by mail.',
};

/** Each prompt's versions, the first first. */
export const demoPrompts = Object.fromEntries(Object.entries(steps).map(([name, list]) => [name, versionsOf(list)])) as Record<
  DemoPrompt,
  DemoVersion[]
>;

function versionsOf(list: Step[]): DemoVersion[] {
  let lines: string[] = [];
  let model = '';
  let settings: PromptContent['settings'] = {};
  return list.map(({ adds = [], drops = [], daysAgo, by, notes, ...step }) => {
    lines = [...lines.filter((line) => !drops.includes(line)), ...adds];
    model = step.model ?? model;
    settings = step.settings ?? settings;
    const content: PromptContent = {
      provider: 'openhull',
      model,
      settings,
      messages: [
        { role: 'system', content: lines.join('\n') },
        { role: 'user', content: '{{question}}' },
      ],
      tools: [],
      responseSchema: null,
    };
    return { content, notes, by, daysAgo };
  });
}

/** The system message of a version, as it stands in spans: with its variables in it. */
export const systemPrompt = (prompt: DemoPrompt, version: string): string =>
  demoPrompts[prompt][Number(version) - 1]!.content.messages[0]!.content;
