import type { FileRow } from './file-row.ts';
import { UploadRefused } from './refusals.ts';

/** Reads JSON Lines: an object of values by column a line; empty lines are passed over. */
export async function* readJsonl(text: AsyncIterable<string>): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const content of lines(text)) {
    line++;
    if (content.trim() !== '') yield { line, cells: Object.entries(objectIn(content, line)).map(([name, value]) => ({ name, value })) };
  }
}

function objectIn(content: string, line: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new UploadRefused([{ line, column: '', reason: `this is not JSON: ${(error as Error).message}` }]);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UploadRefused([{ line, column: '', reason: 'this is no object of values by column.' }]);
  }
  return value as Record<string, unknown>;
}

/** Lines of a text that comes in pieces. A line feed ends a line and nothing else does: JSON may hold the separators of
 * Unicode. */
async function* lines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest: string[] = [];
  for await (const piece of text) {
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      rest.push(piece.slice(from, end));
      yield rest.join('');
      rest = [];
      from = end + 1;
    }
    rest.push(piece.slice(from));
  }
  const last = rest.join('');
  if (last !== '') yield last;
}
