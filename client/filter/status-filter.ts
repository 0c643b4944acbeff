import { allOf, conditionsOf, onColumn, type RowFilter } from './row-filter.ts';

export type Status = 'all' | 'empty' | 'filled';

const statusOf = ({ column }: RowFilter): Status | null =>
  column?.column === 'annotation_status' && (column.equals === 'empty' || column.equals === 'filled') ? column.equals : null;

/** Which status a filter asks for, when it does so by one condition that has to hold. */
export const statusIn = (filter: RowFilter | undefined): Status =>
  conditionsOf(filter)
    .map(statusOf)
    .find((status) => status !== null) ?? 'all';

/** The filter asking for another status, with all its other conditions. */
export function withStatus(filter: RowFilter | undefined, status: Status): RowFilter | undefined {
  const others = conditionsOf(filter).filter((one) => statusOf(one) === null);
  return allOf([status === 'all' ? undefined : onColumn({ column: 'annotation_status', equals: status }), ...others]);
}
