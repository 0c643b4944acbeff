import { isStorable } from '../datasets/names.ts';
import type { Limits } from '../limits.ts';
import { InvalidInput } from '../refusals.ts';

const shape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A claim's token, or a refusal before the database is asked. */
export function checkedToken(token: string): string {
  if (!shape.test(token)) throw new InvalidInput('This is not a token of a claim.', ['token']);
  return token.toLowerCase();
}

/** Several tokens, each once. */
export function checkedTokens(tokens: string[], limits: Limits): string[] {
  if (tokens.length > limits.batch) throw new InvalidInput(`At most ${limits.batch} tokens at once.`, ['tokens']);
  return [...new Set(tokens.map(checkedToken))];
}

/** A reason as its writer gave it, bounded; null when there is none. */
export function checkedReason(reason: string | null | undefined): string | null {
  if (!reason?.trim()) return null;
  if (reason.length > 500 || !isStorable(reason)) throw new InvalidInput('A reason has at most 500 characters, and no NUL.', ['reason']);
  return reason.trim();
}
