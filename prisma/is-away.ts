import pg from 'pg';

// What pg and pg-pool say without any code, of a connection that broke, could not be had in time, or did not answer.
const words =
  /^(Connection terminated|Query read timeout|timeout expired|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed)|Unable to check out a connection)/;
const ofTheSystem = new Set(
  'ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH EHOSTDOWN ENETDOWN ETIMEDOUT EPIPE ECONNABORTED'.split(' '),
);
// 08 connection, 53 out of disk, memory or connections, 57P shutting down or starting, 57014 and 55P03 waited too long,
// 58 the system below failed, 25P03 the session was taken for a dead one.
const states = /^(08|53|57P|57014|55P03|58|25P03)/;
// Prisma: not reachable, no answer in time, closed, no connection to be had.
const ofPrisma = new Set('P1001 P1002 P1008 P1011 P1017 P2024 P2028 P2037'.split(' '));
const kinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);

/** Whether an error says that the database is not there at the moment, or cannot do anything now, so that the same may
 * well succeed later. False for what it understood and refused: a wrong password, a database that does not exist. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return typeof error === 'object' && error !== null && 'kind' in error && isKind(error);
  if (error instanceof AggregateError) return error.errors.some(isAway);
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') {
    if (ofTheSystem.has(code) || ofPrisma.has(code)) return true;
    if (error instanceof pg.DatabaseError) return states.test(code);
  }
  // Prisma keeps what the driver said beside the error, for whatever code it has for it.
  const { meta } = error as { meta?: { driverAdapterError?: unknown } };
  return words.test(error.message) || isAway(error.cause) || isAway(meta?.driverAdapterError);
}

/** An error as Prisma's adapters describe it. */
const isKind = (cause: { kind?: unknown; code?: unknown }): boolean =>
  kinds.has(String(cause.kind)) || (cause.kind === 'postgres' && states.test(String(cause.code)));
