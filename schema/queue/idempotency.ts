import { createHash } from 'node:crypto';
import type { Database } from '@docket/prisma/database.ts';
import { isStorable } from '../datasets/names.ts';
import { InvalidInput } from '../refusals.ts';
import { IdempotencyKeyReused } from './refusals.ts';

/** The two fields that make a write idempotent, out of the caller's key and everything else that was asked. */
export function idempotent(key: string | null | undefined, request: unknown): { key?: string; request?: string } {
  if (!key) return {};
  if (key.length > 100 || !isStorable(key))
    throw new InvalidInput('An idempotency key has at most 100 characters, and no NUL.', ['idempotencyKey']);
  return { key, request: createHash('sha256').update(JSON.stringify(request)).digest('base64url') };
}

interface Remembered {
  userId: number;
  key?: string;
  request?: string;
}

/** What was answered to a key before; null when it is new, or there is none. For writes that are several batches: those of
 * one batch are remembered with it, by the database. */
export async function remembered<T>(db: Database, { userId, key, request }: Remembered): Promise<T | null> {
  if (!key) return null;
  const found = await db.prisma.idempotentReply.findUnique({ where: { userId_key: { userId, key } } });
  if (found && found.request !== request) throw new IdempotencyKeyReused();
  return found ? (found.reply as T) : null;
}

/** Keeps an answer for its key. Of two at the same moment the first is kept. */
export async function remember(db: Database, { userId, key, request }: Remembered, projectId: number, reply: object): Promise<void> {
  if (!key || !request) return;
  await db.prisma.idempotentReply.createMany({ data: [{ userId, key, request, projectId, reply }], skipDuplicates: true });
}
