import { randomUUID } from 'node:crypto';
import { isAway } from '@docket/prisma/is-away.ts';
import { Refusal } from '@docket/schema/refusals.ts';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Log } from '../log.ts';

export type Mask = (error: GraphQLError) => GraphQLError;

/** Postgres: a statement was cancelled; a lock was not to be had. */
const timeouts = new Set<unknown>(['57014', '55P03']);

/** Lets through what was said on purpose, and replaces everything else by an id under which the log has it.
 * On purpose: an error with a code of ours; a refusal where the field has no union for it (a subscription's); and what
 * GraphQL or Pothos find wrong with the request itself. What a scalar says when it cannot write a value is not: it holds
 * the value. */
export function makeMask(log: Log): Mask {
  return (error) => {
    const cause = innermost(error);
    if (typeof cause.extensions?.['code'] === 'string') return error;
    if (cause instanceof Refusal) return refusal(error, cause.name);
    // Pothos' bounds (depth, breadth, complexity) and its checks of arguments.
    if (cause.name === 'PothosValidationError') return refusal(error, 'BAD_USER_INPUT');
    // A statement that was cancelled by our own bounds has changed nothing: it may be tried again.
    if (timeouts.has((cause as { code?: unknown }).code)) {
      log.warn({ err: cause, path: error.path?.join('.') }, 'an operation took too long');
      return new GraphQLError('This took too long, and was given up. Nothing of it was written; try again.', {
        nodes: error.nodes,
        path: error.path,
        extensions: { code: 'TIMEOUT' },
      });
    }
    // Without a path nothing had run yet; one that points into the document is about an argument.
    if (error.path === undefined || (cause instanceof GraphQLError && cause.nodes?.length)) return refusal(error, 'BAD_USER_INPUT');
    if (isAway(cause)) {
      log.warn({ reason: cause.message, path: error.path?.join('.') }, 'an operation did not reach the database, or got no answer');
      return unavailable(error);
    }
    const id = randomUUID();
    log.error({ err: cause, errorId: id, path: error.path?.join('.') }, 'an operation failed');
    return new GraphQLError(`Something went wrong here. The log has it under ${id}.`, {
      nodes: error.nodes,
      path: error.path,
      extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: id },
    });
  };
}

/** The code of what failed because the database is away; what was to be written may have been. */
export const unavailableCode = 'DATABASE_UNAVAILABLE';

const unavailable = ({ nodes, path }: GraphQLError): GraphQLError =>
  new GraphQLError('The database does not answer at the moment. Try again; with an idempotency key a write is made once all the same.', {
    nodes,
    path,
    extensions: { code: unavailableCode },
  });

/** What was thrown outside of any resolver, as an error that may be shown. */
export function maskThrown(thrown: unknown, mask: Mask): GraphQLError {
  if (thrown instanceof GraphQLError) return mask(thrown);
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  // The empty path says that something ran.
  return mask(new GraphQLError(error.message, { originalError: error, path: [] }));
}

/** The result with its errors masked; the same object when it has none. */
export const maskResult = (result: ExecutionResult, mask: Mask): ExecutionResult =>
  result.errors ? { ...result, errors: result.errors.map(mask) } : result;

const refusal = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    path: error.path,
    extensions: { ...error.extensions, code },
  });

/** What was thrown before graphql wrapped it, with the extensions it may carry. */
function innermost(error: GraphQLError): Error & { extensions?: Record<string, unknown> } {
  let cause: Error & { originalError?: unknown; extensions?: Record<string, unknown> } = error;
  while (cause.originalError instanceof Error) cause = cause.originalError;
  return cause;
}
