import type { Column } from '../app/dataset.tsx';
import { disputesKey } from '../filter/disputes.ts';
import { isCheckColumn } from '../row-evaluators/check-column.ts';

/** Whether a reviewer fills it in: not what Docket keeps by itself (the status, how reviews stand to each other, what a check said). */
export const isAnswerColumn = (column: Column): boolean =>
  column.role === 'ANNOTATION' && !column.system && column.key !== disputesKey && !isCheckColumn(column);
