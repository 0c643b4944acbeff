import { Agent, request } from 'node:http';

/** GraphQL over keep-alive HTTP whose answers are taken as they come and not parsed. An answer with errors is refused. */
export function textCaller(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  return {
    call(secret: string, body: string): Promise<Buffer> {
      return new Promise((resolve, reject) => {
        const headers = {
          'content-type': 'application/json',
          cookie: `docket_session=${secret}`,
          'content-length': Buffer.byteLength(body),
        };
        const sent = request({ hostname, port, path: '/graphql', method: 'POST', agent, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const answer = Buffer.concat(chunks);
            if (response.statusCode === 200 && answer.indexOf('{"data":') === 0 && answer.indexOf('"errors":[') === -1) resolve(answer);
            else reject(new Error(`HTTP ${response.statusCode}: ${answer.toString().slice(0, 500)}`));
          });
        });
        sent.on('error', reject);
        sent.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}
