import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isStorable } from '../datasets/names.ts';
import { InvalidInput } from '../refusals.ts';
import { throwIfGivenUp } from './given-up.ts';
import { clip } from './kinds/clip.ts';
import { REASON, tooDeep } from './kinds/grade.ts';
import type { HttpCaller } from './ports.ts';
import { readVerdict } from './read-verdict.ts';
import { subjectJson } from './subject-json.ts';
import { type Subject, type Verdict, unknown } from './verdict.ts';

export const httpConfig = z.strictObject({
  url: z
    .string()
    .max(2000, 'is longer than 2000 characters')
    .describe('Where answers are posted to, as JSON and signed: https:// or http://.'),
  timeoutSeconds: z.number().min(1).max(60).default(10).describe('How long the service may take.'),
  passAt: z.number().optional().describe('The least number that passes, where the service gives one; by default 0.5.'),
});
export type HttpConfig = z.output<typeof httpConfig>;

/** What the shape does not say. Whether an address may be called from here is asked at each call, since names change. */
export function checkHttp({ url: text }: HttpConfig): void {
  const url = URL.canParse(text) && isStorable(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new InvalidInput('An address begins with https:// or http://, such as https://judges.example.com/tone.', ['url']);
  if (url.username || url.password)
    throw new InvalidInput('The address holds a name or a password, and everybody here can read it.', ['url']);
}

/** A new secret to sign with, as Standard Webhooks writes them: `whsec_` and 24 random bytes in base64. */
export const newSigningSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

/** Asks somebody's own service about an answer. What fails (no answer, an error, a body that is no verdict) is UNKNOWN. */
export async function judgeByHttp(
  http: HttpCaller,
  { config: { url, timeoutSeconds, passAt }, secret }: { config: HttpConfig; secret: string },
  subject: Subject,
  signal?: AbortSignal,
): Promise<Verdict> {
  const body = subjectJson(subject);
  if (!body) return tooDeep('row');
  throwIfGivenUp(signal);
  const outcome = await http.post({ url, secret, id: `evl_${randomUUID()}`, body, timeoutMs: timeoutSeconds * 1000, signal });
  throwIfGivenUp(signal);
  return outcome.ok ? readVerdict(outcome.body, { passAt }) : unknown(clip(outcome.reason, REASON));
}
