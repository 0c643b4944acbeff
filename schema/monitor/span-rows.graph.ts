import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { RowImage } from '../queue/filter/row-image.ts';
import { RowRef } from '../queue/row.graph.ts';
import { rowIdsOfSpans } from './load-spans.ts';
import { SpanRef } from './span.graph.ts';

builder.objectFields(SpanRef, (t) => ({
  rows: t.loadableList({
    type: RowRef,
    description: 'The rows that were made from it, in whichever datasets; at most 100.',
    // Not kept: rows are added and removed while a subscription lives.
    loaderOptions: { cache: false },
    load: (spanIds: number[], context) => rowsOfSpans(spanIds, context),
    resolve: ({ id }) => id,
  }),
}));

builder.objectFields(RowRef, (t) => ({
  span: t.field({
    type: SpanRef,
    nullable: true,
    description: 'What it was made from; null for a row made by hand or from a file, or when the span was removed.',
    resolve: ({ spanId }) => spanId,
  }),
}));

/** Two statements, however many spans. */
async function rowsOfSpans(spanIds: number[], { db, loaders }: Context): Promise<RowImage[][]> {
  const idsOfSpans = await rowIdsOfSpans(db, spanIds);
  return Promise.all(
    idsOfSpans.map(async (ids) => {
      const rows = await loaders.rowById.loadMany(ids);
      // One that was removed in between is not there any more.
      return rows.filter((row): row is RowImage => row !== null && !(row instanceof Error));
    }),
  );
}
