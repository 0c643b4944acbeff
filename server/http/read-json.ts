import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from './reply.ts';

/**
 * Reads a body that must be a JSON object; null when it was refused, with the answer sent. Read here and handed to yoga as
 * `request.body`: its own reading and bounding goes through three web streams, by the CPU profile a third of a request's time.
 */
export async function readJson(request: IncomingMessage, response: ServerResponse, most: number): Promise<object | null> {
  const tooLarge = (): null => {
    // What is still coming is not wanted: the connection ends with the answer.
    refuse(response, 413, 'REQUEST_ENTITY_TOO_LARGE', `The body is too large: at most ${most} bytes.`, { Connection: 'close' });
    request.resume();
    return null;
  };
  if (Number(request.headers['content-length'] ?? 0) > most) return tooLarge();
  const text = await readText(request, most);
  if (text === null) return tooLarge();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length > 0) return body;
  } catch {
    // Said below.
  }
  refuse(response, 400, 'BAD_REQUEST', 'The body must be a JSON object with a “query”.');
  return null;
}

/** The whole body; null once there is more than so many bytes of it. */
function readText(request: IncomingMessage, most: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > most) resolve(null);
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString()));
    request.once('error', reject);
  });
}
