import { type JsonObject, isJsonObject } from '../monitor/json-value.ts';
import { quote, quoteSome } from './kinds/clip.ts';

/** A judge's reply, understood, or why it could not be. */
export type JudgeReply = { ok: true; score: number; reasoning: string } | { ok: false; reason: string };

/**
 * Reads `{ "reasoning": …, "score": … }` out of a reply, whatever stands around it: a Markdown fence, some prose. The score must be
 * one of the scale, as a number or its text. Two scores that differ are none: a reply may quote what it judges.
 */
export function readReply(text: string, scale: readonly number[]): JudgeReply {
  if (text.trim() === '') return { ok: false, reason: 'The judge replied with nothing.' };
  const replies = objectsIn(text).filter((object) => Object.hasOwn(object, 'score'));
  const last = replies.at(-1);
  if (!last) return { ok: false, reason: `The judge did not reply with a score, but with ${quote(text)}.` };
  const scores = [...new Set(replies.map(({ score }) => scoreOf(score)))];
  if (scores.length > 1) return { ok: false, reason: 'The judge replied with more than one score.' };
  const score = scores[0] ?? null;
  if (score === null || !scale.includes(score))
    return {
      ok: false,
      reason: `The judge’s score, ${quote(JSON.stringify(last.score))}, is none of the scale: ${quoteSome(scale.map(String))}.`,
    };
  return { ok: true, score, reasoning: typeof last.reasoning === 'string' ? last.reasoning.trim() : '' };
}

/** A number, or a text that is nothing but one. */
function scoreOf(score: unknown): number | null {
  if (typeof score === 'number') return score;
  return typeof score === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(score) ? Number(score) : null;
}

/** Braces that are tried as the beginning of an object: each try may read to the end of the text. */
const mostTries = 200;

/** The outermost JSON objects in a text, in their order. */
function objectsIn(text: string): JsonObject[] {
  const found: JsonObject[] = [];
  let at = text.indexOf('{');
  for (let tries = 0; at >= 0 && tries < mostTries; tries++) {
    const end = endOf(text, at);
    const object = end === null ? null : parsed(text.slice(at, end));
    if (object) found.push(object);
    at = text.indexOf('{', object ? end! : at + 1);
  }
  return found;
}

/** Where the object that begins here ends, after its last brace. */
function endOf(text: string, start: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at++;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{') depth++;
    else if (letter === '}' && --depth === 0) return at + 1;
  }
  return null;
}

function parsed(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
