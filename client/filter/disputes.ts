import { onColumn, type RowFilter } from './row-filter.ts';

/** The column in which Docket keeps how the reviews of a row stand to each other; made when reviews first differ. */
export const disputesKey = 'adjudication';

/** Rows whose reviews differ, and that nobody has settled yet. */
export const inDispute: RowFilter = onColumn({ column: disputesKey, equals: 'disputed' });

/** Whether reviews of the dataset have ever differed. */
export const hasDisputes = (columns: readonly { key: string }[]): boolean => columns.some(({ key }) => key === disputesKey);
