import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Services } from '@docket/schema/context.ts';
import type { OpenedDataset } from '@docket/schema/datasets/open-dataset.ts';
import { UploadTooLarge } from '@docket/schema/datasets/files/refusals.ts';
import { uploadRows } from '@docket/schema/datasets/files/upload-rows.ts';
import { reply } from '../http/reply.ts';

const formats: Record<string, 'csv' | 'jsonl'> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'application/x-jsonlines': 'jsonl',
};

/** Adds the rows of the request's body to a dataset, all or none, and answers with how many they are. */
export async function upload(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  dataset: OpenedDataset,
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
  const { uploadBytes } = services.limits;
  if (Number(request.headers['content-length'] ?? 0) > uploadBytes) throw new UploadTooLarge(uploadBytes);
  const uploaded = await uploadRows(services, {
    ...dataset,
    format,
    // Left early, the request must still carry the answer that says why.
    body: request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
    createColumns: url.searchParams.get('createColumns') === 'true',
  });
  reply(response, 200, uploaded);
}
