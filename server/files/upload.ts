import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Services } from '@docket/schema/context.ts';
import { UploadTooLarge } from '@docket/schema/datasets/files/refusals.ts';
import { reply } from '../http/reply.ts';

const formats: Record<string, 'csv' | 'jsonl'> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'application/x-jsonlines': 'jsonl',
};

interface Body {
  format: 'csv' | 'jsonl';
  body: AsyncIterable<Uint8Array>;
}

/** Hands the request's body to whoever takes it in, all or none, and answers with what came of it. */
export async function upload(
  { limits }: Pick<Services, 'limits'>,
  request: IncomingMessage,
  response: ServerResponse,
  take: (body: Body) => Promise<object>,
): Promise<void> {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const format = formats[type];
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (!format) return reply(response, 415, { error: 'Send text/csv or application/x-ndjson.', problems: [] });
  if ((charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') || request.headers['content-encoding']) {
    return reply(response, 415, { error: 'Send it as UTF-8, and not compressed.', problems: [] });
  }
  const { uploadBytes } = limits;
  if (Number(request.headers['content-length'] ?? 0) > uploadBytes) throw new UploadTooLarge(uploadBytes);
  // Left early, the request must still carry the answer that says why.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  reply(response, 200, await take({ format, body }));
}
