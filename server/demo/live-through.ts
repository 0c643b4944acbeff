import type { Services } from '@docket/schema/context.ts';
import { addSpansToDataset } from '@docket/schema/datasets/add-spans.ts';
import type { MappingInput } from '@docket/schema/datasets/map-spans.ts';
import { annotateRow } from '@docket/schema/queue/annotate-row.ts';
import { annotateRows } from '@docket/schema/queue/annotate-rows.ts';
import { claimRow } from '@docket/schema/queue/claim-row.ts';
import { releaseClaims, saveDraft } from '@docket/schema/queue/hold-claims.ts';
import { loadRow } from '@docket/schema/queue/load-rows.ts';
import { reopenRow } from '@docket/schema/queue/reopen-row.ts';
import { skipRow } from '@docket/schema/queue/skip-row.ts';
import { undo } from '@docket/schema/queue/undo.ts';
import type { Entry } from './entry.ts';
import { shapeNow } from './make-datasets.ts';
import type { DemoProject } from './make-project.ts';
import { setTimes } from './set-times.ts';

interface Life {
  datasetId: number;
  project: DemoProject;
  /** In order of time. */
  entries: readonly Entry[];
  /** The span of each case. */
  spanIds: ReadonlyMap<string, number>;
  mapping?: readonly MappingInput[];
  /** When the seeding began. */
  since: Date;
  /** Makes the dataset's slices. */
  slice?: () => Promise<void>;
}

/** Does everything in a diary by the product's own rules, one after the other, and sets each to its time. */
export async function liveThrough(
  services: Services,
  { datasetId, project, entries, spanIds, mapping, since, slice }: Life,
): Promise<void> {
  const { db } = services;
  let shape = await shapeNow(services, datasetId);
  const rowIds = new Map<string, number>();
  const tokens = new Map<string, string>();

  const live = async (entry: Entry): Promise<void> => {
    const by = project.userIds[entry.by];
    if (entry.does === 'add') return add(entry.cases, by);
    if (entry.does === 'slice') return slice?.();
    if (entry.does === 'prioritise') {
      const chosen = entry.cases.map((id) => rowIds.get(id)!);
      const values = { priority: entry.priority };
      return void (await annotateRows(services, {
        shape,
        reviewerId: by,
        rowIds: chosen,
        filter: null,
        values,
        fill: false,
        preview: false,
      }));
    }
    const rowId = rowIds.get(entry.case)!;
    const token = tokens.get(`${entry.by} ${entry.case}`)!;
    switch (entry.does) {
      case 'claim':
        tokens.set(`${entry.by} ${entry.case}`, (await claimRow(services, { shape, rowId, reviewerId: by })).token);
        return;
      case 'release':
        return void (await releaseClaims(services, { tokens: [token], reviewerId: by }));
      case 'lapse':
        // Nobody waits five minutes for a demo.
        await db.pool.query('UPDATE claim SET expires_at = $2 WHERE token = $1', [token, entry.at]);
        return void (await services.queue.join(datasetId, { op: 'reap', by }));
      case 'draft':
        return void (await saveDraft(db, { rowId, token, reviewerId: by, values: entry.values }));
      case 'skip':
        return void (await skipRow(services, { datasetId, rowId, reviewerId: by, token, reason: entry.reason }));
      case 'fill':
        return void (await annotateRow(services, { shape, rowId, reviewerId: by, token, values: entry.values, fill: true, force: false }));
      case 'reopen': {
        const { version } = await loadRow(db, rowId);
        return void (await reopenRow(services, { datasetId, rowId, reviewerId: by, version, reason: entry.reason }));
      }
      case 'undo':
        return void (await undo(services, { datasetId, reviewerId: by, count: 1 }));
    }
  };

  const add = async (cases: readonly string[], actorId: number): Promise<void> => {
    await addSpansToDataset(services, { datasetId, actorId, spanIds: cases.map((id) => spanIds.get(id)!), mapping: mapping ?? null });
    const caseOf = new Map(cases.map((id) => [spanIds.get(id)!, id]));
    const rows = await db.prisma.datasetRow.findMany({
      where: { datasetId, spanId: { in: [...caseOf.keys()] } },
      select: { id: true, spanId: true },
    });
    for (const { id, spanId } of rows) rowIds.set(caseOf.get(Number(spanId))!, Number(id));
    shape = await shapeNow(services, datasetId);
  };

  let claims: Record<string, Date> = {};
  for (const entry of entries) {
    await live(entry);
    if (entry.does === 'claim') claims[rowIds.get(entry.case)!] = entry.at;
    else {
      await setTimes(db, { datasetId, since, at: entry.at, seconds: entry.does === 'fill' ? entry.seconds : null, claims });
      claims = {};
    }
  }
}
