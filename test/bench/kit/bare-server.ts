import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { answerParent } from '../../kit/ask.ts';
import { readUsage } from '../../kit/usage.ts';

// A server that does nothing but `ws`: it answers each client's first message with one message, and sends to all of them,
// as one buffer, whatever comes in at /tell.
answerParent({ usage: readUsage });
const listeners = new Set<WebSocket>();
const answer = Buffer.from(
  '{"id":"00000000-0000-4000-8000-000000000000","type":"next","payload":{"data":{"queueChanged":{"cursor":"AAAAAAAA.0","reload":null,"totalCount":{"value":0},"changes":[]}}}}',
);
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket, { url }) => {
  if (url === '/tell') {
    socket.on('message', (bytes: Buffer) => {
      for (const listener of listeners) listener.send(bytes, { binary: false });
    });
    return;
  }
  listeners.add(socket);
  socket.on('close', () => listeners.delete(socket));
  socket.on('message', () => socket.send(answer, { binary: false }));
});
server.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
const stop = () => process.exit(0);
process.once('SIGTERM', stop);
process.once('disconnect', stop);
