import { pick } from '../random.ts';
import type { Fault } from './fault.ts';

/** Resets (RST) some or all connections between clients and servers. */
export const cutSockets: Fault = {
  name: 'cut sockets',
  async inject({ servers, random }) {
    const share = pick(random, [0.1, 0.5, 1]);
    const cut = servers.map(({ proxy }) => proxy.reset(share, random));
    return `${cut.join(' and ')} connections`;
  },
};
