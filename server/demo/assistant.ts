import type { Topic } from './content/index.ts';
import type { DemoPrompt } from './prompts.ts';

/** The made-up assistant: what ran when, and the made-up models behind it. */

/** US dollars for a million tokens, and milliseconds for one that is written. */
export const models = {
  'hull-4': { provider: 'openhull', in: 2.5, out: 10, msPerToken: 15 },
  'hull-4-mini': { provider: 'openhull', in: 0.25, out: 1, msPerToken: 8 },
  'plover-24b-instruct': { provider: 'self-hosted', in: 0.12, out: 0.12, msPerToken: 21 },
  'hull-embed-2': { provider: 'openhull', in: 0.02, out: 0, msPerToken: 0 },
} as const;

export type Model = keyof typeof models;

export const costOf = (model: Model, tokensIn: number, tokensOut: number): number =>
  Number(((tokensIn * models[model].in + tokensOut * models[model].out) / 1_000_000).toFixed(6));

/** Roughly, as tokenizers have it: four letters a token, and nearly one for each sign of Chinese or Japanese. */
export const tokensOf = (text: string): number => {
  const dense = text.match(/[\u3040-\u30ff\u4e00-\u9fff]/g)?.length ?? 0;
  return Math.max(1, Math.round((text.length - dense) / 4 + dense * 0.8));
};

/** Versions with the days ago on which each was put into production, newest first. */
export const ranSince = {
  'support-answer': [
    { version: '13', since: 3 },
    { version: '12', since: 9 },
    { version: '11', since: Infinity },
  ],
  'billing-answer': [
    { version: '5', since: 6 },
    { version: '4', since: Infinity },
  ],
  'api-helper': [
    { version: '3', since: 5 },
    { version: '2', since: Infinity },
  ],
} as const satisfies Record<DemoPrompt, readonly { version: string; since: number }[]>;

export const promptFor = (topic: Topic): DemoPrompt =>
  topic === 'billing' || topic === 'refunds' ? 'billing-answer' : topic === 'api' ? 'api-helper' : 'support-answer';

export const versionAt = (prompt: DemoPrompt, daysAgo: number): string => ranSince[prompt].find(({ since }) => daysAgo < since)!.version;
