import { Mailbox } from './mailbox.ts';

/** Something that runs for everybody who watches the same. */
export interface Watch {
  /** Nobody watches any more. */
  stop(): void;
}

export interface Join<T, W extends Watch> {
  /** Equal keys of one owner are the same watch. */
  owner: object;
  key: string;
  /** Starts it, for the first who comes. */
  start(tell: (message: T) => void): W;
  /** What somebody who comes now is told first; null when that is still being worked out and comes by itself. */
  greet(watch: W): T | null;
}

/**
 * Watches that are shared: the first who watches something starts it, all get the very same message object, so that what is
 * made of a message can be made once for all of them, and the last who leaves stops it. A slow reader gets the latest only.
 */
export function sharedWatches<T, W extends Watch>(): (join: Join<T, W>) => AsyncIterableIterator<T> {
  type Shared = Map<string, { watch: W; mailboxes: Set<Mailbox<T>> }>;
  const all = new WeakMap<object, Shared>();

  return ({ owner, key, start, greet }) => {
    const byKey = all.get(owner) ?? (new Map() as Shared);
    all.set(owner, byKey);
    let shared = byKey.get(key);
    if (!shared) {
      const mailboxes = new Set<Mailbox<T>>();
      const watch = start((message) => {
        for (const mailbox of mailboxes) mailbox.put(message);
      });
      byKey.set(key, (shared = { watch, mailboxes }));
    }
    const { watch, mailboxes } = shared;
    const mailbox = new Mailbox<T>(
      (_, next) => next,
      () => {
        mailboxes.delete(mailbox);
        if (mailboxes.size > 0) return;
        byKey.delete(key);
        watch.stop();
      },
    );
    mailboxes.add(mailbox);
    const first = greet(watch);
    if (first) mailbox.put(first);
    return mailbox;
  };
}
