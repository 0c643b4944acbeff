import type { Services } from '../context.ts';
import { type DatasetShape, loadShape } from '../datasets/dataset-shape.ts';
import { fromCsv } from '../datasets/files/csv-cells.ts';
import { decodeText } from '../datasets/files/decode-text.ts';
import type { FileCell, FileRow } from '../datasets/files/file-row.ts';
import { readCsv } from '../datasets/files/read-csv.ts';
import { readJsonl } from '../datasets/files/read-jsonl.ts';
import { type UploadProblem, UploadRefused } from '../datasets/files/refusals.ts';
import { nameResolver } from '../datasets/files/resolve-names.ts';
import { parseValues } from '../datasets/parse-values.ts';
import { numberOrNull } from '../ids.ts';
import { InvalidInput, InvalidValue, NotFound } from '../refusals.ts';
import { type ForeignReview, type ImportedReviews, importReviews } from './import-reviews.ts';

export interface UploadReviews {
  datasetId: number;
  actorId: number;
  format: 'csv' | 'jsonl';
  body: AsyncIterable<Uint8Array>;
  settle: boolean;
}

/** Problems that are told of one file. */
const mostProblems = 100;

/** Brings in a file of reviews, all or none: columns `row` (the row's id), `annotator`, perhaps `at`, and annotation columns by key
 * or title. Refuses with every problem found, up to a hundred, by line. */
export async function uploadReviews(
  services: Pick<Services, 'db' | 'queue' | 'signals' | 'limits'>,
  { datasetId, actorId, format, body, settle }: UploadReviews,
): Promise<ImportedReviews> {
  const { db, limits } = services;
  const shape = await loadShape(db, datasetId);
  if (!shape) throw new NotFound('Dataset');
  const text = decodeText(body, limits.uploadBytes);
  const reviews: ForeignReview[] = [];
  const problems: UploadProblem[] = [];
  const read = reviewReader(shape, limits.cellBytes);
  for await (const row of format === 'csv' ? readCsv(text) : readJsonl(text)) {
    const review = read(row);
    if (Array.isArray(review)) problems.push(...review);
    else reviews.push(review);
    if (problems.length >= mostProblems) break;
  }
  if (problems.length > 0) throw new UploadRefused(problems.slice(0, mostProblems));
  return importReviews(services, { shape, actorId, reviews, settle });
}

/** A line as a review, or what is wrong with it. */
function reviewReader(shape: DatasetShape, cellBytes: number): (row: FileRow) => ForeignReview | UploadProblem[] {
  const resolve = nameResolver(shape);
  return ({ line, cells }) => {
    const told = (name: string) => cells.find((cell) => cell.name === name);
    const problem = (column: string, reason: string): UploadProblem => ({ line, column, reason });
    const problems: UploadProblem[] = [];
    const rowId = numberOrNull('Row', textIn(told('row')));
    if (rowId === null) problems.push(problem('row', 'needs the id of a row, such as Row_12.'));
    const annotator = textIn(told('annotator'));
    if (annotator.trim() === '') problems.push(problem('annotator', 'needs a name.'));
    const when = textIn(told('at'));
    const at = when === '' ? null : new Date(when);
    if (at && Number.isNaN(at.getTime())) problems.push(problem('at', 'is not a point in time, such as 2026-03-01T12:00:00Z.'));
    const values: Record<string, unknown> = {};
    for (const cell of cells.filter(({ name }) => !['row', 'annotator', 'at'].includes(name))) {
      const found = resolve(cell.name);
      if ('reason' in found) problems.push(problem(cell.name, found.reason));
      else if ('column' in found) values[found.column.key] = 'text' in cell ? fromCsv(found.column, cell.text, cell.quoted) : cell.value;
    }
    try {
      parseValues(shape, values, { cellBytes });
    } catch (error) {
      if (!(error instanceof InvalidValue || error instanceof InvalidInput)) throw error;
      problems.push(error instanceof InvalidValue ? problem(error.column, error.reason) : problem('', error.message));
    }
    return problems.length > 0 ? problems : { rowId: rowId!, annotator, values, at };
  };
}

const textIn = (cell: FileCell | undefined): string => {
  const value = cell && ('text' in cell ? cell.text : cell.value);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};
