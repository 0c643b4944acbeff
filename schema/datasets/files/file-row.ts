/** A row of a file, by the names in its header (CSV) or of its own (JSONL). */
export interface FileRow {
  /** Where it begins, from 1. */
  line: number;
  cells: FileCell[];
}

export type FileCell =
  /** A cell of a CSV: text that the column's type decides on. */
  | { name: string; text: string; quoted: boolean }
  /** A value of a JSON object. */
  | { name: string; value: unknown };
