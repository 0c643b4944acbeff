import { Agent, request } from 'node:http';

/** GraphQL over keep-alive HTTP with as little of a client as there can be, since its work is not what is measured. */
export function httpCaller(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  return {
    call<T>(secret: string, body: string): Promise<T> {
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
            const answer = JSON.parse(Buffer.concat(chunks).toString()) as { data?: T; errors?: { message: string }[] };
            if (answer.errors || !answer.data) reject(new Error(answer.errors?.[0]?.message ?? `HTTP ${response.statusCode}`));
            else resolve(answer.data);
          });
        });
        sent.on('error', reject);
        sent.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}
