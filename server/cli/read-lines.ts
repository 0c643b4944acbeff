import type { JsonObject } from '@docket/schema/monitor/json-value.ts';
import { isJsonObject } from '@docket/schema/monitor/json-value.ts';

/** One line of a JSONL file that is not blank: its object, or what is wrong with it. */
export type Line = { number: number; value: JsonObject } | { number: number; problem: string };

/** Bytes of one line. Longer ones are skipped without ever being in memory as a whole. */
export const MAX_LINE_BYTES = 8 * 1024 * 1024;

const NEWLINE = 0x0a;

/** Reads JSONL from chunks of bytes: UTF-8 with or without a byte order mark, lines that end in LF or CRLF, the last one
 * perhaps in neither. Holds one line at a time, however long the file. */
export async function* readLines(chunks: AsyncIterable<Buffer>, maxBytes = MAX_LINE_BYTES): AsyncGenerator<Line> {
  let number = 0;
  let parts: Buffer[] = [];
  let size = 0;
  const take = (part: Buffer): void => {
    size += part.length;
    if (size <= maxBytes) parts.push(part);
    else parts = [];
  };
  const finish = (): Line | null => {
    number++;
    const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    const tooLong = size > maxBytes;
    parts = [];
    size = 0;
    return tooLong ? { number, problem: `the line is longer than ${maxBytes} bytes` } : parseLine(number, bytes);
  };

  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, to));
      from = to + 1;
      const line = finish();
      if (line) yield line;
    }
    if (from < chunk.length) take(chunk.subarray(from));
  }
  const last = size > 0 ? finish() : null;
  if (last) yield last;
}

// The mark is taken away by hand, from the first line only: elsewhere it is content.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parseLine(number: number, bytes: Buffer): Line | null {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { number, problem: 'the line is not UTF-8' };
  }
  if (number === 1 && text.startsWith('\uFEFF')) text = text.slice(1);
  if (text.trim() === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? { number, value } : { number, problem: 'the line is JSON, but not an object' };
  } catch (error) {
    return { number, problem: hint(text) ?? `the line is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}` };
  }
}

/** What people give instead of JSONL. */
function hint(text: string): string | null {
  if (/^\s*[[\]]\s*$/.test(text)) return 'the line is not JSON: this looks like one JSON list, but JSONL has one object on each line';
  return null;
}
