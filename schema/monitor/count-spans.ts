import type { Database } from '@docket/prisma/database.ts';
import type { Limits } from '../limits.ts';
import type { RowCount } from '../queue/count-rows.ts';
import { boundedRead, isTimeout } from './bounded-read.ts';
import { bindings } from './filter-sql.ts';
import { spanCondition, type SpanFilter } from './span-filter.ts';

export interface CountSpans {
  projectId: number;
  filter?: SpanFilter | null | undefined;
  limits: Pick<Limits, 'countBound' | 'filterConditions'>;
  timeoutMs?: number;
}

/** How many spans pass the filter: exact up to `limits.countBound`, beyond it "at least" so many; "at least 0" when
 * counting even so far took too long. */
export async function countSpans(db: Database, { projectId, filter, limits, timeoutMs = 2000 }: CountSpans): Promise<RowCount> {
  const { bind, values } = bindings();
  const condition = spanCondition(projectId, filter, bind, limits);
  const text = `SELECT count(*) AS n FROM (SELECT FROM span s WHERE ${condition} LIMIT ${bind(limits.countBound + 1)}) AS counted`;
  try {
    const [row] = await boundedRead<{ n: number }>(db.pool, timeoutMs, text, values);
    const n = row?.n ?? 0;
    return { value: Math.min(n, limits.countBound), exact: n <= limits.countBound };
  } catch (error) {
    if (isTimeout(error)) return { value: 0, exact: false };
    throw error;
  }
}
