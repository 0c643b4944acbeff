import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The network between one browser and a server, to be cut and mended. */
export interface Wire {
  /** The server's address as seen through it. */
  url: string;
  /** Ends every connection at once and lets none in. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Passes bytes between a free local port and the server, so that a test may lose a network as a closed laptop does:
 * the browser's own "offline" leaves open sockets as they are. */
export async function openWire(server: string): Promise<Wire> {
  const { hostname, port } = new URL(server);
  const open = new Set<Socket>();
  let isCut = false;
  const listener = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one
        .setNoDelay(true)
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(one);
          other.destroy();
        });
      one.pipe(other);
    }
    return undefined;
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const drop = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      drop();
    },
    mend() {
      isCut = false;
    },
    async close() {
      listener.close();
      drop();
      await once(listener, 'close');
    },
  };
}
