import { Repeater } from '@repeaterjs/repeater';

/** Takes a message, or answers false: not now. What came meanwhile is handed over when it asks with `resume`. */
export type Sink<T> = (message: T) => boolean;

/** The messages for one subscriber: read one after the other as any async iterable, or listened to. Listened to, a message
 * costs a call and no promise, and one that many get is the same object for all of them. */
export interface Messages<T> extends AsyncIterableIterator<T> {
  /** Hands over what waits and everything from now on. */
  listen(sink: Sink<T>): void;
  /** For a sink that has refused: hands over what came meanwhile. */
  resume(): void;
}

export const canBeListenedTo = <T>(messages: AsyncIterable<T>): messages is Messages<T> => 'listen' in messages;

/**
 * Where messages wait for one subscriber. It holds at most one: what comes while the subscriber is busy is joined to it. Read
 * through a `Repeater`, not an async generator: a generator that waits is never told that its reader has gone.
 */
export class Mailbox<T> implements Messages<T> {
  #waiting: T | undefined;
  #sink: Sink<T> | undefined;
  #wake: (() => void) | undefined;
  #left = false;
  // Made when it is asked for: who listens needs none.
  #repeater: Repeater<T> | undefined;

  constructor(
    private readonly join: (waiting: T, next: T) => T,
    private readonly onLeave: (mailbox: Mailbox<T>) => void,
  ) {}

  /** Puts a message in; joined with what waits there already. */
  put(message: T): void {
    if (this.#waiting === undefined && this.#sink && !this.#left && this.#sink(message)) return;
    this.#waiting = this.#waiting === undefined ? message : this.join(this.#waiting, message);
    this.#wake?.();
  }

  listen(sink: Sink<T>): void {
    this.#sink = sink;
    this.resume();
  }

  resume(): void {
    if (this.#waiting === undefined || this.#left) return;
    const message = this.#waiting;
    this.#waiting = undefined;
    if (!this.#sink!(message)) this.#waiting = message;
  }

  next(): Promise<IteratorResult<T>> {
    return this.#reading().next();
  }

  // A repeater that nobody has asked for a message yet does not hear that its reader has gone.
  return(value?: T): Promise<IteratorResult<T>> {
    this.#leave();
    return this.#repeater ? this.#repeater.return(value) : Promise.resolve({ done: true, value });
  }

  throw(error: Error): Promise<IteratorResult<T>> {
    this.#leave();
    return this.#repeater ? this.#repeater.throw(error) : Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.onLeave(this);
  }

  #reading(): Repeater<T> {
    return (this.#repeater ??= new Repeater<T>(async (push, stop) => {
      let open = true;
      void stop.then(() => {
        open = false;
        this.#leave();
        this.#wake?.();
      });
      while (open) {
        if (this.#waiting === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
        if (!open || this.#waiting === undefined) continue;
        const message = this.#waiting;
        this.#waiting = undefined;
        await push(message);
      }
    }));
  }
}
