import { Readable, pipeline } from 'node:stream';
import { CsvError, parse, type CastingContext, type Info } from 'csv-parse';
import type { FileCell, FileRow } from './file-row.ts';
import { UploadRefused } from './refusals.ts';

type Cell = { text: string; quoted: boolean };

/** Reads CSV (RFC 4180; any line ends) whose first line names the columns. Rows come as they are read. */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<FileRow> {
  const cast = (value: string, { quoting }: CastingContext): Cell => ({ text: value, quoted: quoting });
  // Every record's count of cells is checked here, for a message that names the line.
  const parser = parse({ cast, info: true, relax_column_count: true });
  pipeline(Readable.from(text), parser, () => undefined);
  let header: string[] | null = null;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Cell[]; info: Info }>) {
      const begins = line;
      line = info.lines + 1;
      // Passed over here and not by the parser, whose count of lines would leave them out.
      if (record.length === 1 && record[0]!.text === '') continue;
      if (!header) header = headerOf(record, begins);
      else yield { line: begins, cells: cellsOf(record, header, begins) };
    }
  } catch (error) {
    throw error instanceof CsvError
      ? new UploadRefused([{ line: lineOf(error), column: '', reason: `this is not CSV: ${error.message}` }])
      : error;
  }
  if (!header) throw new UploadRefused([{ line: 1, column: '', reason: 'the file is empty; its first line names the columns.' }]);
}

function headerOf(record: Cell[], line: number): string[] {
  const names = record.map(({ text }) => text.trim());
  // What a spreadsheet leaves at the end of a line.
  while (names.length > 1 && names.at(-1) === '') names.pop();
  const problems = names.flatMap((name, index) => {
    if (name === '') return [{ line, column: '', reason: `column ${index + 1} has no name.` }];
    return names.indexOf(name) < index ? [{ line, column: name, reason: 'is there twice.' }] : [];
  });
  if (names.length === 1 && /[;\t]/.test(names[0]!))
    problems.push({ line, column: '', reason: 'there is one column only: separate columns by commas, not by semicolons or tabs.' });
  if (problems.length > 0) throw new UploadRefused(problems.slice(0, 100));
  return names;
}

function cellsOf(record: Cell[], header: string[], line: number): FileCell[] {
  const extra = record.slice(header.length);
  if (record.length < header.length || extra.some(({ text }) => text !== '')) {
    throw new UploadRefused([{ line, column: '', reason: `has ${record.length} cells; the header has ${header.length}.` }]);
  }
  return header.map((name, index) => ({ name, ...record[index]! }));
}

const lineOf = (error: CsvError): number => (typeof error['lines'] === 'number' ? error['lines'] : 1);
