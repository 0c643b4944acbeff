import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

type Way = 'toClient' | 'toServer';

/** The network in front of one server, as bad as one likes. */
export interface Proxy {
  url: string;
  /** Resets a share (0 to 1) of the connections there are. Says how many. */
  reset(share: number, random: () => number): number;
  /** Bytes in one direction vanish, on the connections there are now; nobody is told. False mends nothing: it resets what
   * has lost bytes, as the real end of such a connection does. */
  swallow(way: Way, on: boolean): void;
  /** At most so many bytes a second to each client, on connections there are and those that come; null: as many as there are. */
  throttle(bytesPerSecond: number | null): void;
  close(): Promise<void>;
}

interface Pair {
  near: Socket;
  far: Socket;
  swallowed: Set<Way>;
}

/** Passes bytes between a free local port and the server. */
export async function openProxy(server: string): Promise<Proxy> {
  const { hostname, port } = new URL(server);
  const pairs = new Set<Pair>();
  let pace: number | null = null;
  const end = (pair: Pair): void => {
    pairs.delete(pair);
    pair.near.resetAndDestroy();
    pair.far.resetAndDestroy();
  };
  const listener = createServer((near) => {
    const far = connect(Number(port), hostname);
    const pair: Pair = { near, far, swallowed: new Set() };
    pairs.add(pair);
    const pass = (from: Socket, to: Socket, way: Way): void => {
      from.setNoDelay(true).on('error', () => undefined);
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
      from.on('end', () => to.end());
      from.on('data', (bytes: Buffer) => {
        if (pair.swallowed.has(way)) return;
        const room = to.write(bytes);
        const wait = way === 'toClient' && pace !== null ? (bytes.length / pace) * 1000 : 0;
        if (room && wait < 5) return;
        from.pause();
        const go = (): void => void (wait < 5 ? from.resume() : setTimeout(() => from.resume(), Math.min(wait, 5_000)));
        if (room) go();
        else to.once('drain', go);
      });
    };
    pass(near, far, 'toServer');
    pass(far, near, 'toClient');
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    reset(share, random) {
      const chosen = [...pairs].filter(() => random() < share);
      chosen.forEach(end);
      return chosen.length;
    },
    swallow(way, on) {
      for (const pair of pairs) {
        if (on) pair.swallowed.add(way);
        else if (pair.swallowed.has(way)) end(pair);
      }
    },
    throttle(bytesPerSecond) {
      pace = bytesPerSecond;
    },
    async close() {
      listener.close();
      for (const pair of pairs) end(pair);
      await once(listener, 'close');
    },
  };
}
