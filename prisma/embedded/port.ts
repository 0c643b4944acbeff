import { createServer } from 'node:net';
import { Problem } from '../problem.ts';

/** The port that was asked for, or the one of last time while it is free, or another. */
export async function choosePort(asked: number | undefined, last: number | undefined): Promise<number> {
  if (asked !== undefined) {
    if (await isFree(asked)) return asked;
    throw new Problem(`Port ${asked}, meant for the database, is in use by another program.`);
  }
  if (last !== undefined && (await isFree(last))) return last;
  for (;;) {
    // Below the range from which systems take ports for outgoing connections, so that it is free next time too.
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => resolve(true)));
  });
}
