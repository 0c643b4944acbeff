import { createHash } from 'node:crypto';
import { InvalidInput } from '../refusals.ts';

/** The two fields that make a write idempotent, out of the caller's key and everything else that was asked. */
export function idempotent(key: string | null | undefined, request: unknown): { key?: string; request?: string } {
  if (!key) return {};
  if (key.length > 100 || key.includes('\0')) throw new InvalidInput('An idempotency key has at most 100 characters.', ['idempotencyKey']);
  return { key, request: createHash('sha256').update(JSON.stringify(request)).digest('base64url') };
}
