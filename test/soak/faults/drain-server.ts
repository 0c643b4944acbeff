import type { Fault } from './fault.ts';

/** A rolling restart: one server is told to stop, drains, and another takes its place. */
export const drainServer: Fault = {
  name: 'drain a server',
  async inject({ servers, random }) {
    const at = Math.floor(random() * servers.length);
    await servers[at]!.end('SIGTERM');
    await servers[at]!.start();
    return `server ${at}`;
  },
};
