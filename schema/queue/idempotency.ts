import { createHash } from 'node:crypto';
import { isStorable } from '../datasets/names.ts';
import { InvalidInput } from '../refusals.ts';

/** The two fields that make a write idempotent, out of the caller's key and everything else that was asked. */
export function idempotent(key: string | null | undefined, request: unknown): { key?: string; request?: string } {
  if (!key) return {};
  if (key.length > 100 || !isStorable(key))
    throw new InvalidInput('An idempotency key has at most 100 characters, and no NUL.', ['idempotencyKey']);
  return { key, request: createHash('sha256').update(JSON.stringify(request)).digest('base64url') };
}
