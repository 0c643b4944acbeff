import { z } from 'zod';
import { checkedShape } from '../checked-shape.ts';
import { isStorable } from '../datasets/names.ts';
import type { ModelRequest } from '../models/model-port.ts';
import { type JsonObject, isJsonObject, jsonProblem } from '../monitor/json-value.ts';
import { InvalidInput } from '../refusals.ts';

/** What a version of a prompt is: what is sent, to whom, and how. `messages` are templates (`template.ts`). */
export interface PromptContent extends ModelRequest {
  /** The name of one of the project's providers; null while nobody has chosen. */
  provider: string | null;
}

/** Bytes of a whole prompt as JSON. */
const most = 512 * 1024;

const text = (max: number) => z.string().max(max).refine(isStorable, 'has a NUL or half a character in it');
const json = z.custom<JsonObject>(isJsonObject, 'must be an object').superRefine((value, context) => {
  const problem = jsonProblem(value, most);
  if (problem) context.addIssue({ code: 'custom', message: problem });
});

const contentSchema: z.ZodType<PromptContent> = z.strictObject({
  messages: z.array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: text(200_000) })).max(100),
  provider: text(100).nullable(),
  model: text(200),
  settings: z.strictObject({
    temperature: z.number().min(0).max(2).optional(),
    topP: z.number().min(0).max(1).optional(),
    maxTokens: z.int().min(1).max(10_000_000).optional(),
    stop: z.array(text(200).min(1)).max(16).optional(),
    seed: z.int().optional(),
    frequencyPenalty: z.number().min(-2).max(2).optional(),
    presencePenalty: z.number().min(-2).max(2).optional(),
  }),
  tools: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[\w-]{1,64}$/, 'a name of a tool has 1 to 64 letters, digits, _ and -'),
        description: text(4000).optional(),
        parameters: json,
      }),
    )
    .max(128)
    .refine((tools) => new Set(tools.map(({ name }) => name)).size === tools.length, 'two tools have the same name'),
  responseSchema: json.nullable(),
});

/** A prompt's content out of whatever came in, checked for shape and bounds; not yet for whether it can be run. */
export function checkedContent(value: unknown, where: string[] = ['input', 'content']): PromptContent {
  const content = checkedShape(contentSchema, value, where, 'The prompt');
  const problem = jsonProblem(content, most);
  if (problem) throw new InvalidInput(`The prompt: ${problem}.`, where);
  return content;
}

/** A content out of its record: what was checked when it went in. */
export const storedContent = (json: unknown): PromptContent => json as PromptContent;

/** What a new prompt begins with. */
export const emptyContent: PromptContent = {
  messages: [
    { role: 'system', content: '' },
    { role: 'user', content: '' },
  ],
  provider: null,
  model: '',
  settings: {},
  tools: [],
  responseSchema: null,
};
