import type { RowFilter } from '../filter/row-filter.ts';

/** Where the rows of a filter can be fetched as a file. */
export function exportUrl(datasetId: string, format: 'csv' | 'jsonl', filter?: RowFilter): string {
  const path = `/api/datasets/${encodeURIComponent(datasetId)}/rows.${format}`;
  return filter ? `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}` : path;
}
