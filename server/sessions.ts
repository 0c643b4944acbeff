import type { IncomingMessage } from 'node:http';
import type { Database } from '@docket/prisma/database.ts';
import { tokenPrefix } from '@docket/schema/access/api-tokens.ts';
import { touchToken, viewerOfSession, viewerOfToken } from '@docket/schema/access/viewer-of.ts';
import type { Viewer } from '@docket/schema/access/viewer.ts';
import type { Signals } from '@docket/schema/feed/signals.ts';
import { LRUCache } from 'lru-cache';
import { hashSecret } from './accounts.ts';
import type { Config } from './config.ts';
import { cookieOf } from './http/cookie.ts';

/** What a request or a socket shows to say who it is. */
export type Credential = { kind: 'session' | 'token'; secretHash: string };

export interface Sessions {
  credentialOf(request: IncomingMessage): Credential | null;
  /** Who it is now; null when it has ended. A cached answer is at most 5 s old, and none outlives an `access` signal. */
  viewerOf(credential: Credential | null): Promise<Viewer | null>;
}

/** Looks up sessions and API tokens. `Authorization: Bearer dkt_…` goes before the cookie, also when it is wrong. */
export function makeSessions({ db, signals }: { db: Database; signals: Signals }, { cookie }: Pick<Config, 'cookie'>): Sessions {
  const cache = new LRUCache<string, { viewer: Viewer | null }>({ max: 10_000, ttl: 5_000 });
  // A look-up that began before the rights changed must not be kept after.
  let generation = 0;
  const forget = () => {
    generation += 1;
    cache.clear();
  };
  signals.on('access', forget);
  signals.onGap(forget);

  return {
    credentialOf(request) {
      const { authorization } = request.headers;
      if (authorization !== undefined) return bearer(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '');
      const secret = cookieOf(request, cookie);
      return secret ? { kind: 'session', secretHash: hashSecret(secret) } : null;
    },
    async viewerOf(credential) {
      if (!credential) return null;
      const { kind, secretHash } = credential;
      const known = cache.get(`${kind} ${secretHash}`);
      if (known) return known.viewer;
      const begun = generation;
      const viewer = await (kind === 'token' ? viewerOfToken(db, secretHash) : viewerOfSession(db, secretHash));
      if (viewer?.via.kind === 'token') await touchToken(db, viewer.via.id);
      if (begun === generation) cache.set(`${kind} ${secretHash}`, { viewer });
      return viewer;
    },
  };
}

/** The credential of an API token; anything else that stands in its place is nobody's. */
export const bearer = (token: string): Credential => ({
  kind: 'token',
  secretHash: token.startsWith(tokenPrefix) ? hashSecret(token) : '',
});
