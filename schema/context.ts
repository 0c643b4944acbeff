import type { Database } from '@docket/prisma/database.ts';
import type { Accounts } from './access/accounts.ts';
import type { Viewer } from './access/viewer.ts';
import type { HttpCaller, Sandbox } from './evaluators/ports.ts';
import type { Feed } from './feed/feed.ts';
import type { PresenceBoard } from './feed/presence.ts';
import type { Signals } from './feed/signals.ts';
import type { ModelCalls } from './models/model-calls.ts';
import type { Secrets } from './models/secrets.ts';
import type { QueueWrites } from './queue/queue-writes.ts';
import type { Limits } from './limits.ts';
import type { Loaders } from './loaders.ts';

/** What one process has one of. `server/` makes it. */
export interface Services {
  db: Database;
  limits: Limits;
  signals: Signals;
  queue: QueueWrites;
  feed: Feed;
  presence: PresenceBoard;
  accounts: Accounts;
  secrets: Secrets;
  models: ModelCalls;
  sandbox: Sandbox;
  http: HttpCaller;
}

/** What a resolver gets: the process's services, who is asking, and their reads of this moment. */
export interface Context extends Services {
  /** Who is asking. An event of a subscription whose execution reads this is executed for each viewer by themselves; one
   * that does not is executed once for all who subscribe alike. */
  viewer: Viewer | null;
  /** Whether anybody is asking: what does not depend on who asks this and not for the viewer. */
  signedIn: boolean;
  loaders: Loaders;
  /** Where the request came from, for counting attempts to sign in. */
  remoteAddress: string;
  /** Sets or clears the session cookie; null where there is no HTTP response to set it on (WebSocket). */
  setSessionCookie: ((secret: string | null) => void) | null;
}
