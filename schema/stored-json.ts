import type { Prisma } from '@docket/prisma/generated/client/client.ts';

/** A plain object of a known type, as Prisma takes JSON: interfaces have no index signature, so its type refuses them. */
export const asJson = (value: object): Prisma.InputJsonObject => value;

/** JSON's text as `jsonb` takes it, of what others wrote (models, services, sandboxes): NUL and halves of characters, which it
 * refuses, become U+FFFD. `JSON.stringify` writes both as escapes, and whole characters never so. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value).replace(/\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g, (all, escape: string) => (/^u(0000|d)/.test(escape) ? '\ufffd' : all));
