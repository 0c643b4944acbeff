import type { Viewer } from '@docket/schema/access/viewer.ts';
import type { Messages } from '@docket/schema/feed/mailbox.ts';
import type { ExecutionResult } from 'graphql';
import type { Plan } from './equal-subscriptions.ts';
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

/**
 * Sends the events of a subscription as they come, past the loop of graphql-ws, which makes promises and text of each
 * message for each subscriber. While the reader is behind nothing is taken, and what comes is joined in its mailbox.
 * graphql-ws has an iterator that never brings anything, by which it ends the subscription, whoever ends it.
 */
export function pushEvents({ id, events, plan, sender, viewer, sentAway }: PushEvents): AsyncGenerator<never, void, void> {
  const head = Buffer.from(`{"id":${JSON.stringify(id)}`);
  let ended = false;
  let over!: (result: IteratorReturnResult<void>) => void;
  const pending = new Promise<IteratorReturnResult<void>>((resolve) => (over = resolve));

  const resume: () => void = events.listen((event) => {
    if (sender.isBehind()) {
      sender.onceReady(id, () => resume());
      return false;
    }
    plan.execute(event, viewer, ({ result, rest }) => {
      if (!ended && !sentAway(result)) sender.push(head, rest);
    });
    return true;
  });

  const leave = async (): Promise<IteratorReturnResult<void>> => {
    if (!ended) {
      ended = true;
      plan.leave();
      await events.return?.();
      over({ done: true, value: undefined });
    }
    return pending;
  };
  return {
    next: () => pending,
    return: leave,
    throw: leave,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
