import type { Json } from '../../builder.ts';
import { isTooDeep } from './nesting.ts';

/** `false`: no JSON, and `reason` says why. `null`: it could not be told. */
export type ReadJson = { ok: true; value: Json } | { ok: false | null; reason: string };

/** The JSON that an answer is, or holds as text. With `allowFence` the text may be one Markdown code block, and blanks around it. */
export function readJson(answer: Json, { what, allowFence }: { what: string; allowFence: boolean }): ReadJson {
  if (answer === null) return { ok: false, reason: `There is no ${what}.` };
  try {
    const value = typeof answer === 'string' ? (JSON.parse(allowFence ? unfence(answer) : answer) as Json) : answer;
    return isTooDeep(value) ? { ok: null, reason: `The ${what} is nested too deep to be read.` } : { ok: true, value };
  } catch (error) {
    return { ok: false, reason: `The ${what} is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** What stands between "```json" (or "```") and "```", when the text is nothing but that; else the text. */
function unfence(text: string): string {
  const trimmed = text.trim();
  const opening = /^```(?:json)?\s/i.exec(trimmed)?.[0];
  return opening && trimmed.length >= opening.length + 3 && trimmed.endsWith('```') ? trimmed.slice(opening.length, -3) : text;
}
