import type { Context } from '@docket/schema/context.ts';
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { type Mask, maskResult, maskThrown } from './mask.ts';
import type { Prepared } from './prepare.ts';

export type Answer = ExecutionResult | AsyncGenerator<ExecutionResult, void, void>;

interface Run {
  schema: GraphQLSchema;
  mask: Mask;
  /** Called once for a query or mutation, and again for each event of a subscription: what was read for one event must
   * not be shown for the next, and who is asking may have lost a right since. */
  makeContext: () => Context;
}

const argsOf = ({ document, operationName, variables }: Prepared, { schema, makeContext }: Run): ExecutionArgs => ({
  schema,
  document,
  operationName,
  variableValues: variables,
  contextValue: makeContext(),
});

/** A query's or a mutation's answer; or that to one event of a subscription, its root value. */
export async function executeOne(prepared: Prepared, run: Run, rootValue?: unknown): Promise<ExecutionResult> {
  return maskResult(await execute({ ...argsOf(prepared, run), rootValue }), run.mask);
}

/** The events of a subscription before anything is executed for them; a result when it is refused. */
export async function openEvents(prepared: Prepared, run: Run): Promise<AsyncIterable<object> | ExecutionResult> {
  const events = await createSourceEventStream(argsOf(prepared, run));
  return isAsyncIterable(events) ? (events as AsyncIterable<object>) : maskResult(events, run.mask);
}

/** Not an `async function*`: one that waits for its next event hears of `return()` only when that event comes. */
export function eachEvent(
  events: AsyncIterable<object>,
  each: (event: object) => Promise<ExecutionResult>,
  mask: Mask,
  onEnd: () => void,
): AsyncGenerator<ExecutionResult, void, void> {
  const source = events[Symbol.asyncIterator]();
  let ended = false;
  const end = async (): Promise<IteratorReturnResult<void>> => {
    if (!ended) {
      ended = true;
      onEnd();
      await source.return?.();
    }
    return { done: true, value: undefined };
  };
  return {
    async next() {
      if (ended) return { done: true, value: undefined };
      try {
        const event = await source.next();
        if (event.done || ended) return await end();
        return { done: false, value: await each(event.value) };
      } catch (error) {
        await end();
        // The stream itself failed: said as the last result, since a thrown error would close a whole socket.
        return { done: false, value: { errors: [maskThrown(error, mask)] } };
      }
    },
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

export const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
