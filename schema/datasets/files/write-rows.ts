import { stringify } from 'csv-stringify/sync';
import type { DatasetShape } from '../dataset-shape.ts';
import { presentCell, presentValues, type StoredCells } from '../present-values.ts';
import { toCsv } from './csv-cells.ts';

/** How rows become a file: what stands first, and the text of a batch of rows. */
export interface FileFormat {
  mime: string;
  begin(shape: DatasetShape): string;
  rows(shape: DatasetShape, batch: readonly StoredCells[]): string;
}

const csv = (records: (string | number | boolean | null)[][]): string =>
  // Every text is quoted, so that no cell of it turns into two where a semicolon separates columns, and so that an empty
  // text can be told from no value.
  stringify(records, { quoted_string: true, cast: { boolean: (value) => String(value) } });

export const formats: Record<'csv' | 'jsonl', FileFormat> = {
  csv: {
    mime: 'text/csv; charset=utf-8',
    begin: (shape) => csv([shape.columns.filter((column) => !column.retired).map(({ key }) => key)]),
    rows(shape, batch) {
      const columns = shape.columns.filter((column) => !column.retired);
      return csv(batch.map((cells) => columns.map((column) => toCsv(column, presentCell(shape, column, cells)))));
    },
  },
  jsonl: {
    mime: 'application/x-ndjson; charset=utf-8',
    begin: () => '',
    rows: (shape, batch) => batch.map((cells) => `${JSON.stringify(presentValues(shape, cells))}\n`).join(''),
  },
};
