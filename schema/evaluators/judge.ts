import { z } from 'zod';
import type { ModelProvider } from '@docket/prisma/generated/client/client.ts';
import type { Services } from '../context.ts';
import { isStorable, keyFor } from '../datasets/names.ts';
import type { PricedAnswer } from '../models/model-calls.ts';
import { ModelFailed, type ModelRequest } from '../models/model-port.ts';
import { providerByName } from '../models/provider-record.ts';
import type { JsonValue } from '../monitor/json-value.ts';
import type { ReadyPrompt } from '../prompts/render-prompt.ts';
import { MissingVariables } from '../prompts/template.ts';
import { InvalidInput } from '../refusals.ts';
import { judgePrompt } from './judge-prompt.ts';
import { readReply } from './judge-reply.ts';
import { judgeRequest } from './judge-request.ts';
import { judgeValues } from './judge-values.ts';
import { keepRaw } from './keep-raw.ts';
import { clip } from './kinds/clip.ts';
import { REASON, tooDeep } from './kinds/grade.ts';
import { type Subject, type Verdict, unknown } from './verdict.ts';

const meaning = z
  .string()
  .max(2000, 'is longer than 2000 characters')
  .refine((text) => text.trim() !== '', 'is empty')
  .refine(isStorable, 'has a NUL or half a character in it');

export const judgeConfig = z.strictObject({
  promptVersionId: z
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .describe('The version of the judge’s prompt: the number in its id, or the id itself.'),
  scale: z
    .array(z.strictObject({ score: z.number().min(-1000).max(1000), meaning: meaning.describe('What an answer with this score is like.') }))
    .min(2, 'has fewer than 2 anchors')
    .max(11, 'has more than 11 anchors')
    .describe('Every score that the judge may give, from the lowest to the highest.'),
  passAt: z.number().describe('The least score that passes.'),
});
export type JudgeConfig = z.output<typeof judgeConfig>;

/** What the shape does not say. */
export function checkJudge({ scale, passAt }: JudgeConfig): void {
  const wrong = scale.findIndex(({ score }, at) => at > 0 && score <= scale[at - 1]!.score);
  if (wrong > 0) throw new InvalidInput('The scores of a scale go up, each above the one before.', ['scale', String(wrong), 'score']);
  const [least, most] = [scale[0]!.score, scale.at(-1)!.score];
  if (passAt <= least || passAt > most)
    throw new InvalidInput(`passAt is above ${least}, or everything would pass, and at most ${most}.`, ['passAt']);
}

type JudgeServices = Pick<Services, 'db' | 'models'>;

export interface ReadyJudge {
  provider: ModelProvider;
  /** Throws ModelFailed where trying again may help, or the key has to be mended first; everything else is a verdict. */
  evaluate(subject: Subject, how: { cache: boolean; signal?: AbortSignal }): Promise<Verdict>;
}

/** A judge with its prompt parsed and its provider found. Throws InvalidInput when either is not there. */
export async function prepareJudge({ db, models }: JudgeServices, projectId: number, config: JudgeConfig): Promise<ReadyJudge> {
  const { content, ready } = await judgePrompt(db, projectId, config.promptVersionId);
  const provider = await providerByName(db, projectId, content.provider!);
  return {
    provider,
    async evaluate(subject, { cache, signal }) {
      const request = requestFor(ready, config, subject);
      if (!('model' in request)) return request;
      try {
        return verdictOf(await models.ask({ provider, request, cache, signal }), request.model, config);
      } catch (error) {
        // About this one request: asked again it fails again.
        if (error instanceof ModelFailed && (error.kind === 'BAD_ANSWER' || error.kind === 'REQUEST_REFUSED'))
          return unknown(clip(error.message, REASON));
        throw error;
      }
    },
  };
}

/** What is sent about an answer, or the verdict when it cannot be asked about. */
export function requestFor(ready: ReadyPrompt, { scale }: JudgeConfig, subject: Subject): ModelRequest | Verdict {
  const filled = judgeValues(subject);
  if (!filled) return tooDeep('row');
  try {
    return judgeRequest(ready.fill(filled.values), { nonce: filled.fence.nonce, scale });
  } catch (error) {
    if (error instanceof MissingVariables) return unknown(clip(whyMissing(error.names), REASON));
    if (error instanceof InvalidInput) return unknown(clip(error.message, REASON));
    throw error;
  }
}

const isExpected = (name: string): boolean => keyFor(name.split('.')[0]!) === 'expected_output';

const whyMissing = (names: string[]): string =>
  names.every(isExpected)
    ? 'There is no expected output to judge by.'
    : `The row has no value for ${names.map((name) => `{{${name}}}`).join(', ')}.`;

function verdictOf(answer: PricedAnswer, model: string, { scale, passAt }: JudgeConfig): Verdict {
  const { cost } = answer;
  const raw = rawOf(answer, model);
  if (answer.text.trim() === '' && answer.toolCalls.length > 0)
    return { ...unknown('The judge called a tool instead of replying.', raw), cost };
  const reply = readReply(
    answer.text,
    scale.map(({ score }) => score),
  );
  if (!reply.ok) return { ...unknown(clip(`${reply.reason}${whyCut[answer.finish] ?? ''}`, REASON), raw), cost };
  const { score, reasoning } = reply;
  return { grade: score >= passAt ? 'PASS' : 'FAIL', score, reason: clip(reasoning || 'The judge gave no reasons.', REASON), cost, raw };
}

const whyCut: Partial<Record<PricedAnswer['finish'], string>> = {
  length: ' It came to the most tokens that it may have.',
  'content-filter': ' The provider held it back.',
};

const rawOf = ({ text, toolCalls, finish, tokensIn, tokensOut, cached }: PricedAnswer, model: string): JsonValue => ({
  text: keepRaw(text),
  ...(toolCalls.length > 0 && { toolCalls: keepRaw(toolCalls as unknown as JsonValue) }),
  finish,
  model,
  tokensIn,
  tokensOut,
  cached,
});
