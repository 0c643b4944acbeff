import { type Condition, everything } from '../filter/row-filter.ts';
import type { SliceRecord } from './slice-record.ts';

/** From where a reviewer who names no slice is served: their own slices first, then what no other owner waits for, then
 * whatever is left, so that nobody idles while there is work. */
export function servingOrder(slices: SliceRecord[], reviewerId: number): Condition[] {
  const any = (some: SliceRecord[]): Condition => ({ kind: 'or', of: some.map((slice) => slice.condition) });
  const own = slices.filter((slice) => slice.ownerIds.includes(reviewerId));
  const others = slices.filter((slice) => slice.ownerIds.length > 0 && !slice.ownerIds.includes(reviewerId));
  return [...(own.length > 0 ? [any(own)] : []), ...(others.length > 0 ? [{ kind: 'not', of: any(others) } as const] : []), everything];
}
