import type { Viewer } from '@docket/schema/access/viewer.ts';
import type { Messages } from '@docket/schema/feed/mailbox.ts';
import type { ExecutionResult } from 'graphql';
import type { Executed, Member, Plan } from './equal-subscriptions.ts';
import type { Sender } from './sender.ts';

interface PushEvents {
  /** The subscription's id on its socket. */
  id: string;
  events: Messages<object>;
  plan: Plan;
  sender: Sender;
  viewer: () => Viewer;
  /** Whether a result is one after which the subscriber was sent away; nothing is sent then. */
  sentAway: (result: ExecutionResult) => boolean;
}

type Over = IteratorReturnResult<void>;

/**
 * Sends the events of a subscription as they come, past the loop of graphql-ws, which makes promises and text of each
 * message for each subscriber. While the reader is behind, or an earlier event is still being told, nothing is taken, and what
 * comes is joined in its mailbox.
 * To graphql-ws it is an iterator that never brings anything, by which it ends the subscription, whoever ends it.
 */
export class PushedEvents implements AsyncGenerator<never, void, void>, Member {
  readonly #head: Buffer;
  readonly #pending: Promise<Over>;
  #over!: (result: Over) => void;
  #ended = false;
  /** For what an event comes to. */
  #waits = false;

  constructor(private readonly subscription: PushEvents) {
    this.#head = Buffer.from(`{"id":${JSON.stringify(subscription.id)}`);
    this.#pending = new Promise((resolve) => (this.#over = resolve));
    subscription.events.listen((event) => this.#offer(event));
  }

  next(): Promise<Over> {
    return this.#pending;
  }

  async return(): Promise<Over> {
    if (!this.#ended) {
      this.#ended = true;
      const { plan, events } = this.subscription;
      plan.leave();
      await events.return?.();
      this.#over({ done: true, value: undefined });
    }
    return this.#pending;
  }

  throw(): Promise<Over> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  viewer(): Viewer {
    return this.subscription.viewer();
  }

  take({ result, rest }: Executed): void {
    if (!this.#ended && !this.subscription.sentAway(result)) this.subscription.sender.push(this.#head, rest);
  }

  done(): void {
    this.#waits = false;
    this.subscription.events.resume();
  }

  #offer(event: object): boolean {
    if (this.#waits) return false;
    const { id, events, plan, sender } = this.subscription;
    if (sender.isBehind()) {
      sender.onceReady(id, () => events.resume());
      return false;
    }
    this.#waits = true;
    plan.execute(event, this);
    return true;
  }
}
