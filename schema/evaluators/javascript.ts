import { z } from 'zod';
import { isStorable } from '../datasets/names.ts';
import { throwIfGivenUp } from './given-up.ts';
import { clip } from './kinds/clip.ts';
import { REASON, tooDeep } from './kinds/grade.ts';
import type { Sandbox } from './ports.ts';
import { readVerdict } from './read-verdict.ts';
import { subjectJson } from './subject-json.ts';
import { type Subject, type Verdict, unknown } from './verdict.ts';

const code = z
  .string()
  .max(100_000, 'is longer than 100000 characters')
  .refine(isStorable, 'has a NUL or half a character in it')
  .refine((text) => text.trim() !== '', 'is empty');

export const javascriptConfig = z.strictObject({
  code: code.describe('The body of a function of `subject`, or a script that defines `evaluate(subject)`.'),
  milliseconds: z.int().min(1).max(10_000).default(1000).describe('How long it may run.'),
  memoryMb: z.int().min(1).max(256).default(32).describe('How much memory it may use, in MB.'),
  passAt: z.number().optional().describe('The least number that passes, where the code gives one; by default 0.5.'),
});
export type JavascriptConfig = z.output<typeof javascriptConfig>;

/** Runs somebody's code over an answer. What fails (an error, too much time, a value that is no verdict) is UNKNOWN. */
export async function judgeByCode(sandbox: Sandbox, config: JavascriptConfig, subject: Subject, signal?: AbortSignal): Promise<Verdict> {
  const input = subjectJson(subject);
  if (!input) return tooDeep('row');
  throwIfGivenUp(signal);
  const { milliseconds, memoryMb, passAt } = config;
  const outcome = await sandbox.run(config.code, input, { milliseconds, memoryBytes: memoryMb * 1024 * 1024 });
  throwIfGivenUp(signal);
  return outcome.ok ? readVerdict(outcome.value, { passAt }) : unknown(clip(outcome.reason, REASON));
}
