import pg from 'pg';

/** Locks of one process that others see, by number. */
export interface HeldLocks {
  /** Whether it is ours now. Never waits for whoever has it. Throws when the database is away. */
  take(id: number): Promise<boolean>;
  give(id: number): Promise<void>;
  stop(): Promise<void>;
}

interface HoldLocks {
  url: string;
  /** The first half of the locks' keys. */
  space: number;
  /** After so many seconds without a word of this process the database ends its connection, and with it its locks. */
  seconds: number;
  /** The connection is gone: nothing is held any more. */
  onLost(): void;
}

/**
 * Advisory locks of a session on a connection of its own. When a process is killed, the system closes its connection, and the
 * database frees what it held at once; a lease in a column would keep others away until it ran out. What closes no connection (a
 * machine that is gone, a process that is frozen) is what `seconds` is for: `idle_session_timeout`, kept off by a beat.
 */
export function holdLocks({ url, space, seconds, onLost }: HoldLocks): HeldLocks {
  let session: { client: pg.Client; lose: () => void } | null = null;
  // One statement after the other: a client takes no second while it has one.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };

  async function connect(): Promise<pg.Client> {
    if (session) return session.client;
    const client = new pg.Client({
      connectionString: url,
      application_name: 'docket standing evaluators',
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      query_timeout: 5000,
    });
    const beat = setInterval(() => void inTurn(() => client.query('SELECT 1')).catch(lose), (seconds * 1000) / 3);
    beat.unref();
    let lost = false;
    function lose(): void {
      if (lost) return;
      lost = true;
      clearInterval(beat);
      if (session?.client === client) session = null;
      void client.end().catch(() => undefined);
      onLost();
    }
    client.on('error', lose);
    client.on('end', lose);
    try {
      await client.connect();
      await client.query(`SET idle_session_timeout = ${Math.ceil(seconds * 1000)}`);
    } catch (error) {
      lose();
      throw error;
    }
    session = { client, lose };
    return client;
  }

  const ask = (text: string, id: number) =>
    inTurn(async () => {
      const client = await connect();
      try {
        return await client.query<{ ours: boolean }>(text, [space, id]);
      } catch (error) {
        // Whether it was taken is not known.
        session?.lose();
        throw error;
      }
    });

  return {
    take: async (id) => (await ask('SELECT pg_try_advisory_lock($1::int, $2::int) AS ours', id)).rows[0]!.ours,
    async give(id) {
      if (session) await ask('SELECT pg_advisory_unlock($1::int, $2::int) AS ours', id);
    },
    stop: () => inTurn(async () => session?.lose()),
  };
}
