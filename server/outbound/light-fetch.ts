import { STATUS_CODES } from 'node:http';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import { type Dispatcher, request } from 'undici';

/** The most that an answer may have which does not stream, unpacked: what models write is far below. */
const mostBytes = 32 * 1024 * 1024;

/** A call that `fetch` would make, whose body is a text. */
export interface LightCall {
  method?: string;
  headers?: HeadersInit;
  body: string;
  signal?: AbortSignal | null;
}

/**
 * `fetch` without its web streams, for a body that is a text and an answer that is read as a whole; one that streams
 * (text/event-stream) streams. A call of an evaluation took 580 µs of CPU by `fetch` and takes 310 so.
 */
export async function lightFetch(
  url: URL,
  { method = 'GET', headers, body, signal }: LightCall,
  dispatcher: Dispatcher,
): Promise<Response> {
  signal?.throwIfAborted();
  const answer = await request(url, { method: method, headers: plain(headers), body, signal, dispatcher });
  const given = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) given.append(name, one);
  }
  const init = { status: answer.statusCode, statusText: STATUS_CODES[answer.statusCode] ?? '', headers: given };
  const unpacked = unpack(answer.body, given.get('content-encoding'));
  if (given.get('content-type')?.startsWith('text/event-stream')) return new Response(Readable.toWeb(unpacked) as ReadableStream, init);
  const bytes = await readAll(unpacked);
  // These statuses have no body, and Response refuses even an empty one.
  return new Response([204, 205, 304].includes(answer.statusCode) ? null : bytes, init);
}

const plain = (headers: HeadersInit | undefined): Record<string, string> =>
  headers === undefined || headers instanceof Headers || Array.isArray(headers) ? Object.fromEntries(new Headers(headers)) : headers;

/** Nobody asked for it packed; some pack all the same. */
function unpack(body: Readable, encoding: string | null): Readable {
  if (encoding === 'br') return body.pipe(createBrotliDecompress());
  return encoding === 'gzip' || encoding === 'deflate' ? body.pipe(createUnzip()) : body;
}

async function readAll(body: Readable): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) throw new Error(`The answer is larger than ${mostBytes / 1024 / 1024} MB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
