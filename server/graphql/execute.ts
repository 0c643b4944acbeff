import type { Context } from '@docket/schema/context.ts';
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult, type GraphQLSchema, OperationTypeNode } from 'graphql';
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

/** Executes what was prepared. A subscription answers one result for each of its events. */
export async function run(
  { document, operation, operationName, variables }: Prepared,
  { schema, mask, makeContext }: Run,
): Promise<Answer> {
  const args: ExecutionArgs = { schema, document, operationName, variableValues: variables, contextValue: makeContext() };
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return maskResult(await execute(args), mask);
  const events = await createSourceEventStream(args);
  if (!isAsyncIterable(events)) return maskResult(events, mask);
  return eachEvent(events, async (rootValue) => maskResult(await execute({ ...args, rootValue, contextValue: makeContext() }), mask), mask);
}

/** Not an `async function*`: one that waits for its next event hears of `return()` only when that event comes. */
function eachEvent(
  events: AsyncIterable<unknown>,
  each: (event: unknown) => Promise<ExecutionResult>,
  mask: Mask,
): AsyncGenerator<ExecutionResult, void, void> {
  const source = events[Symbol.asyncIterator]();
  let ended = false;
  const end = async (): Promise<IteratorReturnResult<void>> => {
    if (!ended) {
      ended = true;
      await source.return?.();
    }
    return { done: true, value: undefined };
  };
  return {
    async next() {
      if (ended) return { done: true, value: undefined };
      try {
        const event = await source.next();
        if (event.done || ended) {
          ended = true;
          return { done: true, value: undefined };
        }
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

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
