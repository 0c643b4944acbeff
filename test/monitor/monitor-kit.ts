import { randomUUID } from 'node:crypto';
import type { Database } from '@docket/prisma/database.ts';
import { defaultLimits } from '@docket/schema/limits.ts';
import { importSpans, type ImportedSpans } from '@docket/schema/monitor/import-spans.ts';
import { findSpans, type FindSpans } from '@docket/schema/monitor/find-spans.ts';
import type { SpanRecord } from '@docket/schema/monitor/span-record.ts';

export const limits = defaultLimits;

/** A project of a test's own. */
export async function newProject(db: Database): Promise<number> {
  const { id } = await db.prisma.project.create({ data: { slug: `p-${randomUUID()}`, name: 'Test' } });
  return id;
}

export const send = (db: Database, projectId: number, spans: readonly unknown[], at?: Date): Promise<ImportedSpans> =>
  importSpans(db, { projectId, spans, limits, ...(at && { at }) });

/** Every span of a filter, page by page. `between` runs after each page. */
export async function allPages(
  db: Database,
  query: Pick<FindSpans, 'projectId' | 'filter' | 'order'> & { first?: number },
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<SpanRecord[]> {
  const spans: SpanRecord[] = [];
  for (let after: string | undefined; ;) {
    const page = await findSpans(db, { ...query, first: query.first ?? 200, after, limits });
    spans.push(...page.edges.map(({ node }) => node));
    if (!page.hasNextPage) return spans;
    after = page.edges.at(-1)!.cursor;
    await between();
  }
}
