import pg from 'pg';
import { Problem } from './problem.ts';

/** Opens one connection, for what stands outside the pools: migrating, making databases, listening.
 * @throws {Problem} in one sentence, without the password, when the database does not let us in. */
export async function connect(url: string, options: pg.ClientConfig = {}): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, ...options });
  // A connection that breaks while idle is an event; whoever uses it next gets the error.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw new Problem(`Cannot use the database ${client.database ?? ''} at ${client.host}:${client.port}: ${reason(cause)}.`, { cause });
  }
  return client;
}

function reason(cause: unknown): string {
  // Node gives one error for each address that it tried.
  if (cause instanceof AggregateError && cause.errors.length > 0) return reason(cause.errors[0]);
  return cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
}
