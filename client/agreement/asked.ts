import type { RowFilter } from '../filter/row-filter.ts';

/** Of which rows, and by which column, agreement is asked. */
export interface Asked {
  id: string;
  column: string;
  /** A slice; null for all rows. */
  filter: RowFilter | null;
}
