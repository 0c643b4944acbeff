import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Viewer } from '@docket/schema/access/viewer.ts';
import type { Services } from '@docket/schema/context.ts';
import { openDataset } from '@docket/schema/datasets/open-dataset.ts';
import { UploadRefused, UploadTooLarge } from '@docket/schema/datasets/files/refusals.ts';
import { uploadRows } from '@docket/schema/datasets/files/upload-rows.ts';
import { numberOf } from '@docket/schema/ids.ts';
import { Forbidden, InvalidFilter, InvalidInput, NotFound } from '@docket/schema/refusals.ts';
import { uploadReviews } from '@docket/schema/reviews/upload-reviews.ts';
import { reply } from '../http/reply.ts';
import { download } from './download.ts';
import { upload } from './upload.ts';

const PATH = /^\/api\/datasets\/(\w+)\/(?:rows(?:\.(csv|jsonl))?|(reviews))$/;

/** Files that one process takes or gives at the same moment. One that is taken waits in memory until all of it is checked
 * (600 MB for 55 MB of CSV were measured, most of it garbage); one that is given holds a snapshot of the database. */
const AT_ONCE = { POST: 3, GET: 8 };

/** Rows of a dataset as files. Answers whether the request was one of these:
 * `POST /api/datasets/:id/rows[?createColumns=true]` takes a CSV or JSON Lines, `GET /api/datasets/:id/rows.csv|rows.jsonl[?filter=]`
 * gives one, `POST /api/datasets/:id/reviews[?settle=false]` takes reviews of named annotators. Whoever mounts it has checked that a POST comes from no other site. */
export function handleFiles(services: Services, viewerOf: (request: IncomingMessage) => Promise<Viewer | null>) {
  const underWay = { POST: 0, GET: 0 };

  return async function handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const match = PATH.exec(url.pathname);
    if (!match) return false;
    const [, id = '', format, reviews] = match;
    const method = format ? 'GET' : 'POST';
    if (request.method !== method) {
      reply(response, 405, { error: `Only ${method}.` }, { Allow: method });
      return true;
    }
    if (underWay[method] >= AT_ONCE[method]) {
      reply(response, 503, { error: 'Too many files are under way. Try again in a moment.' }, { 'Retry-After': '5' });
      return true;
    }
    underWay[method]++;
    try {
      const viewer = await viewerOf(request);
      if (!viewer) return refuse(response, 401, 'Sign in first, or send an API token.');
      const dataset = await openDataset(services.db, viewer, numberOf('Dataset', id), format ? 'VIEWER' : reviews ? 'ADMIN' : 'REVIEWER');
      if (format) await download(services, response, url, dataset.datasetId, format as 'csv' | 'jsonl');
      else if (reviews) {
        const settle = url.searchParams.get('settle') !== 'false';
        await upload(services, request, response, (body) => uploadReviews(services, { ...dataset, ...body, settle }));
      } else {
        const createColumns = url.searchParams.get('createColumns') === 'true';
        await upload(services, request, response, (body) => uploadRows(services, { ...dataset, ...body, createColumns }));
      }
    } catch (error) {
      // Who left in the middle of sending hears nothing, and nothing was written.
      if (request.destroyed && !request.complete) return true;
      if (response.headersSent || !answer(response, error)) throw error;
    } finally {
      underWay[method]--;
      discardRest(request);
    }
    return true;
  };
}

/** Answers a refusal; false when the error is none. */
function answer(response: ServerResponse, error: unknown): boolean {
  if (error instanceof NotFound) return refuse(response, 404, error.message);
  if (error instanceof Forbidden) return refuse(response, 403, error.message);
  if (error instanceof UploadTooLarge) return refuse(response, 413, error.message);
  if (error instanceof UploadRefused) return refuse(response, 400, error.message, error.problems);
  if (error instanceof InvalidFilter || error instanceof InvalidInput) return refuse(response, 400, error.message);
  return false;
}

function refuse(response: ServerResponse, status: number, message: string, problems: object[] = []): true {
  reply(response, status, { error: message, problems });
  return true;
}

/** Reads on past what was refused, and throws it away: a connection that is closed on a sender that still sends is reset,
 * and the answer is lost. Not for long. */
function discardRest(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const impatient = setTimeout(() => request.destroy(), 10_000);
  request.once('close', () => clearTimeout(impatient));
}
