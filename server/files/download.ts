import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Services } from '@docket/schema/context.ts';
import { loadShape } from '@docket/schema/datasets/dataset-shape.ts';
import { exportRows } from '@docket/schema/datasets/files/export-rows.ts';
import { formats } from '@docket/schema/datasets/files/write-rows.ts';
import { openFilter } from '@docket/schema/queue/open-filter.ts';
import { NotFound } from '@docket/schema/refusals.ts';
import { filterOfUrl } from './filter-of-url.ts';

/** How long a reader may take nothing before it is cut off, in milliseconds: it holds a snapshot of the database, behind
 * which nothing is cleaned up. */
const PATIENCE = 60_000;

/** Streams the rows of a filter as a file, no faster than they are read. All are as they were at one moment. */
export async function download(
  services: Services,
  response: ServerResponse,
  url: URL,
  datasetId: number,
  format: 'csv' | 'jsonl',
): Promise<void> {
  const { db } = services;
  const shape = await loadShape(db, datasetId);
  if (!shape) throw new NotFound('Dataset');
  const condition = await openFilter(services, shape, filterOfUrl(url.searchParams.get('filter')));
  const { mime, begin, rows } = formats[format];
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const batches = exportRows(db, { shape, condition });
  try {
    // The first batch before the headers: what fails at once is still told as an error.
    let next = await batches.next();
    response.writeHead(200, {
      'Content-Type': mime,
      'Content-Disposition': disposition(`${shape.name}.${format}`),
      'Cache-Control': 'no-store',
    });
    response.write(begin(shape));
    for (; !next.done && !gone.signal.aborted; next = await batches.next()) {
      if (!response.write(rows(shape, next.value))) await drained(response, gone.signal);
    }
    if (!gone.signal.aborted) response.end();
  } finally {
    // Also when the reader left in the middle: the snapshot is given back at once.
    await batches.return(undefined);
  }
}

async function drained(response: ServerResponse, gone: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([gone, AbortSignal.timeout(PATIENCE)]);
  await once(response, 'drain', { signal }).catch(() => {
    // Cut off in the middle, so that nobody takes the part for the whole.
    response.destroy();
  });
}

/** The file's name for every browser: plain ASCII, and the whole name by RFC 8187. */
function disposition(name: string): string {
  const plain = name.replace(/[^\w .()-]+/g, '_');
  const whole = encodeURIComponent(name.replace(/[\r\n]/g, ' ')).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
