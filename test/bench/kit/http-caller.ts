import { openHttpConnection } from './load/http-connection.ts';

type Connection = Awaited<ReturnType<typeof openHttpConnection>>;

/** GraphQL over so many keep-alive connections at most; more calls wait for a free one. */
export function httpCaller(url: string, connections: number) {
  const free: Connection[] = [];
  const all: Connection[] = [];
  const waiting: ((connection: Connection) => void)[] = [];
  let opened = 0;

  async function take(): Promise<Connection> {
    const one = free.pop();
    if (one) return one;
    if (opened >= connections) return new Promise((resolve) => waiting.push(resolve));
    opened += 1;
    const made = await openHttpConnection(url);
    all.push(made);
    return made;
  }
  const giveBack = (connection: Connection): void => {
    const next = waiting.shift();
    if (next) next(connection);
    else free.push(connection);
  };

  return {
    /** The data of one operation; throws when there are errors. */
    async call<T>(secret: string, body: string): Promise<T> {
      const connection = await take();
      const { status, body: text } = await connection.post(secret, body).catch((error: unknown) => {
        opened -= 1;
        throw error;
      });
      giveBack(connection);
      const { data, errors } = JSON.parse(text) as { data?: T; errors?: { message: string }[] };
      if (errors || !data) throw new Error(errors?.[0]?.message ?? `HTTP ${status}`);
      return data;
    },
    close() {
      for (const connection of all) connection.close();
    },
  };
}
