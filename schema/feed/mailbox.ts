import { Repeater } from '@repeaterjs/repeater';

/** Where messages wait for one subscriber. */
export interface Mailbox<T> {
  /** Puts a message in; joined with what waits there already. */
  put(message: T): void;
  messages: AsyncIterableIterator<T>;
}

/**
 * A mailbox that holds at most one message: what comes while the subscriber is busy is joined to it. A `Repeater`, not an
 * async generator: a generator that waits is never told that its reader has gone.
 */
export function makeMailbox<T>(join: (waiting: T, next: T) => T, onLeave: () => void): Mailbox<T> {
  let waiting: T | undefined;
  let wake: (() => void) | undefined;
  let left = false;
  const leave = (): void => {
    if (!left) onLeave();
    left = true;
  };
  const repeater = new Repeater<T>(async (push, stop) => {
    let open = true;
    void stop.then(() => {
      open = false;
      leave();
      wake?.();
    });
    while (open) {
      if (waiting === undefined) await new Promise<void>((resolve) => (wake = resolve));
      if (!open || waiting === undefined) continue;
      const message = waiting;
      waiting = undefined;
      await push(message);
    }
  });
  return {
    put(message) {
      waiting = waiting === undefined ? message : join(waiting, message);
      wake?.();
    },
    messages: {
      next: () => repeater.next(),
      // A repeater that nobody has asked for a message yet does not hear that its reader has gone.
      return(value) {
        leave();
        return repeater.return(value);
      },
      throw(error) {
        leave();
        return repeater.throw(error);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
  };
}
