import { Repeater } from '@repeaterjs/repeater';

/** Takes a message, or answers false: not now. What came meanwhile is handed over when it asks with `resume`. */
export type Sink<T> = (message: T) => boolean;

/** The messages for one subscriber: read one after the other as any async iterable, or listened to. Listened to, a message
 * costs a call and no promise, and one that many get is the same object for all of them. */
export interface Messages<T> extends AsyncIterableIterator<T> {
  /** Hands over what waits and everything from now on; returns what resumes after the sink has refused. */
  listen(sink: Sink<T>): () => void;
}

/** Where messages wait for one subscriber. */
export interface Mailbox<T> {
  /** Puts a message in; joined with what waits there already. */
  put(message: T): void;
  messages: Messages<T>;
}

export const canBeListenedTo = <T>(messages: AsyncIterable<T>): messages is Messages<T> => 'listen' in messages;

/**
 * A mailbox that holds at most one message: what comes while the subscriber is busy is joined to it. A `Repeater`, not an
 * async generator: a generator that waits is never told that its reader has gone.
 */
export function makeMailbox<T>(join: (waiting: T, next: T) => T, onLeave: () => void): Mailbox<T> {
  let waiting: T | undefined;
  let sink: Sink<T> | undefined;
  let wake: (() => void) | undefined;
  let left = false;
  const leave = (): void => {
    if (!left) onLeave();
    left = true;
  };
  const handOver = (): void => {
    if (waiting === undefined || left) return;
    const message = waiting;
    waiting = undefined;
    if (!sink!(message)) waiting = message;
  };

  // Made when it is asked for: who listens needs none.
  let repeater: Repeater<T> | undefined;
  const reading = (): Repeater<T> =>
    (repeater ??= new Repeater<T>(async (push, stop) => {
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
    }));

  return {
    put(message) {
      if (waiting === undefined && sink && !left && sink(message)) return;
      waiting = waiting === undefined ? message : join(waiting, message);
      wake?.();
    },
    messages: {
      listen(to) {
        sink = to;
        handOver();
        return handOver;
      },
      next: () => reading().next(),
      // A repeater that nobody has asked for a message yet does not hear that its reader has gone.
      return(value?: T) {
        leave();
        return repeater ? repeater.return(value) : Promise.resolve({ done: true, value });
      },
      throw(error) {
        leave();
        return repeater ? repeater.throw(error) : Promise.reject(error as Error);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
  };
}
