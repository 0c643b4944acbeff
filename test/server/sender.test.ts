import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Sender } from '@docket/server/graphql/sender.ts';

test('a message in two parts arrives as one text, however long, in its place among the others', async () => {
  const acceptor = new WebSocketServer({ port: 0, perMessageDeflate: false });
  const streams: Duplex[] = [];
  acceptor.on('headers', (_headers, request) => streams.push(request.socket));
  const client = new WebSocket(`ws://127.0.0.1:${(acceptor.address() as AddressInfo).port}`);
  const [socket] = (await once(acceptor, 'connection')) as [WebSocket];
  const sender = new Sender(socket, streams[0]!);
  const heard: string[] = [];
  client.on('message', (data: Buffer, isBinary) => heard.push(isBinary ? 'binary' : data.toString()));
  const ended = once(client, 'close');

  // Each length of a frame’s header, at both of its ends.
  const lengths = [2, 125, 126, 65_535, 65_536, 200_000];
  for (const length of lengths) {
    void sender.send(`before ${length}`);
    sender.push(Buffer.from('ä'), Buffer.from('x'.repeat(length - 2)));
  }
  socket.close();
  sender.push(Buffer.from('too'), Buffer.from('late'));
  await ended;
  acceptor.close();
  expect(heard).toEqual(lengths.flatMap((length) => [`before ${length}`, `ä${'x'.repeat(length - 2)}`]));
});
