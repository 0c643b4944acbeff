import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from '../../kit/ask.ts';
import { readUsage } from '../../kit/usage.ts';
import { clock } from './clock.ts';

// A provider of models that takes 50 ms for every answer, however many it is asked at once, and notes when it gave which.
const answerMs = 50;
let given: { rows: number[]; at: number[] } = { rows: [], at: [] };

answerParent({
  usage: readUsage,
  given: () => given,
  forget: () => void (given = { rows: [], at: [] }),
});

const answer = JSON.stringify({
  id: 'bench',
  object: 'chat.completion',
  created: 0,
  model: 'bench',
  choices: [
    { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Open the settings, choose security, then “Reset”.' } },
  ],
  usage: { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52 },
});

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () =>
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) }).end(answer);
      const row = /account (\d+)\?/.exec(body)?.[1];
      if (row === undefined) return;
      given.rows.push(Number(row));
      given.at.push(clock());
    }, answerMs),
  );
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
const stop = () => process.exit(0);
process.once('SIGTERM', stop);
process.once('disconnect', stop);
