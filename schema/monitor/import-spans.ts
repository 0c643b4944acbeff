import type { Database } from '@docket/prisma/database.ts';
import type { Signals } from '../feed/signals.ts';
import { InvalidInput } from '../refusals.ts';
import { insertSpans, keyOf, type Inserted } from './insert-spans.ts';
import { validateSpan, type NewSpan } from './validate-span.ts';

export const refusedSpanCodes = ['INVALID', 'DIFFERENT_CONTENT'] as const;
export type RefusedSpanCode = (typeof refusedSpanCodes)[number];

export interface RefusedSpan {
  /** Where in the batch, from 0. */
  index: number;
  /** The sender's id, where it could be read. */
  id: string | null;
  code: RefusedSpanCode;
  reason: string;
}

export interface ImportedSpans {
  added: number;
  unchanged: number;
  refused: RefusedSpan[];
}

export interface ImportSpans {
  projectId: number;
  /** As senders give them: each is looked at by itself. */
  spans: readonly unknown[];
  limits: { batch: number };
  /** Told after the commit that spans are there. */
  signals?: Signals;
  /** The time of arrival. */
  at?: Date;
}

/** Adds a batch of spans. Each is added, found to be there already with the same content, or refused by itself with the
 * reason; the first of two with the same id is kept, whether it is in the batch or in the database. */
export async function importSpans(
  db: Database,
  { projectId, spans, limits, signals, at = new Date() }: ImportSpans,
): Promise<ImportedSpans> {
  if (spans.length > limits.batch) throw new InvalidInput(`A batch has at most ${limits.batch} spans.`, ['input', 'spans']);
  const refused: RefusedSpan[] = [];
  const valid: { index: number; span: NewSpan }[] = [];
  const first = new Map<string, number>();
  spans.forEach((raw, index) => {
    const result = validateSpan(raw, { at });
    if ('reason' in result) return refused.push({ index, id: result.id, code: 'INVALID', reason: result.reason });
    valid.push({ index, span: result.span });
    const key = keyOf(result.span);
    if (!first.has(key)) first.set(key, index);
  });

  const firsts = valid.filter(({ index, span }) => first.get(keyOf(span)) === index).map(({ span }) => span);
  const stored = await insertSpans(db, projectId, firsts);
  const result: ImportedSpans = { added: 0, unchanged: 0, refused };
  for (const { index, span } of valid) {
    const earlier = first.get(keyOf(span));
    const state = stored.get(keyOf(span));
    if (state === undefined) refused.push({ index, id: span.spanId, code: 'INVALID', reason: 'the database cannot hold it' });
    else if (state.added && earlier === index) result.added++;
    else if (state.hash === span.contentHash) result.unchanged++;
    else refused.push({ index, id: span.spanId, code: 'DIFFERENT_CONTENT', reason: differs(state, earlier) });
  }
  refused.sort((a, b) => a.index - b.index);
  if (result.added > 0) signals?.send('spans', { projectId, count: result.added });
  return result;
}

const differs = ({ added }: Inserted, earlier: number | undefined): string =>
  added
    ? `id: stands at index ${earlier} of this batch with other content; that one was kept`
    : 'id: is already there with other content, which was kept';
