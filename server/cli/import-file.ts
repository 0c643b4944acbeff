import type { JsonObject } from '@docket/schema/monitor/json-value.ts';
import { mapLine, type Mapping } from '@docket/schema/monitor/map-line.ts';
import type { ImportedSpans } from '@docket/schema/monitor/import-spans.ts';
import { readLines } from './read-lines.ts';
import { summarise, type Summary } from './summary.ts';

/** Where the spans go: the database, or a server's API. */
export interface Target {
  send(spans: JsonObject[]): Promise<ImportedSpans>;
  close(): Promise<void>;
}

export interface ImportFile {
  chunks: AsyncIterable<Buffer>;
  mappings: readonly Mapping[];
  target: Pick<Target, 'send'>;
  /** Spans and bytes in one batch; whichever is reached first. */
  batchSize?: number;
  batchBytes?: number;
  /** Ends the import after the batch that is on its way. */
  signal?: AbortSignal;
  /** Told after each batch, and at the end. */
  onProgress?: (summary: Summary) => void;
}

/** Ids of one import whose line is remembered, so that a second one can name the first. */
const REMEMBERED = 5_000_000;

/** Reads a JSONL file to its end, maps each line and sends the spans in batches. A line that cannot be used is noted and
 * keeps no other from going on. When sending fails the summary tells how far it came. */
export async function importFile({
  chunks,
  mappings,
  target,
  batchSize = 500,
  batchBytes = 800_000,
  signal,
  onProgress,
}: ImportFile): Promise<Summary> {
  const summary = summarise(mappings);
  const keptAt = new Map<string, number>();
  let batch: { number: number; span: JsonObject }[] = [];
  let bytes = 0;

  const flush = async (): Promise<void> => {
    const sent = batch;
    batch = [];
    bytes = 0;
    if (sent.length > 0) {
      const { added, unchanged, refused } = await target.send(sent.map(({ span }) => span));
      summary.added += added;
      summary.unchanged += unchanged;
      const refusals = new Map(refused.map((refusal) => [refusal.index, refusal]));
      sent.forEach(({ number, span }, index) => {
        const refusal = refusals.get(index);
        const earlier = keptAt.get(keyOf(span));
        if (!refusal) {
          if (earlier === undefined && keptAt.size < REMEMBERED) keptAt.set(keyOf(span), number);
        } else if (refusal.code === 'DIFFERENT_CONTENT') summary.refuse(number, differs(span, earlier));
        else summary.refuse(number, refusal.reason);
      });
    }
    summary.sentUpTo = Math.max(summary.sentUpTo, sent.at(-1)?.number ?? 0);
    onProgress?.(summary);
  };

  try {
    for await (const line of readLines(chunks)) {
      if (signal?.aborted) throw new Error('it was interrupted.');
      summary.read++;
      if ('problem' in line) {
        summary.refuse(line.number, line.problem);
        continue;
      }
      const { span, left, missing } = mapLine(line.value, mappings);
      summary.note(left, missing);
      const size = Buffer.byteLength(JSON.stringify(span));
      if (bytes + size > batchBytes) await flush();
      batch.push({ number: line.number, span });
      bytes += size;
      if (batch.length >= batchSize) await flush();
    }
    await flush();
  } catch (error) {
    summary.failure = error instanceof Error ? error : new Error(String(error));
  }
  return summary;
}

const keyOf = ({ id, traceId }: JsonObject): string => JSON.stringify([traceId || id, id]);

const differs = ({ id }: JsonObject, earlier: number | undefined): string =>
  earlier === undefined
    ? `id: ${JSON.stringify(id)} is already there with other content, which was kept`
    : `id: ${JSON.stringify(id)} stands in line ${earlier} with other content; that one was kept`;
