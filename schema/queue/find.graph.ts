import { Dataset } from '../datasets/dataset.graph.ts';
import { encodeCursor } from '../feed/cursor.ts';
import { builder } from '../builder.ts';
import { openDataset } from './access.ts';
import { RowFilterInput } from './filter.graph.ts';
import type { RowImage } from './filter/row-image.ts';
import { type RowPage, findRows } from './find-rows.ts';
import { openFilter } from './open-filter.ts';
import { cursorOfRow, readPageArgs } from './page-args.ts';
import type { RowOrder } from './page-sql.ts';
import { RowCountRef } from '../monitor/row-count.graph.ts';
import { RowRef } from './row.graph.ts';

const RowOrderEnum = builder.enumType('RowOrder', {
  description: 'In which order rows come.',
  values: {
    POSITION: { description: 'As they were added: the order of the queue.' },
    NEWEST: { description: 'Added last first.' },
    RECENTLY_UPDATED: { description: 'Changed last first. Rows that change while one reads may be met twice.' },
  },
});

interface Page extends RowPage {
  order: RowOrder;
  backwards: boolean;
  continued: boolean;
  feedCursor: string;
}

const RowEdge = builder.objectRef<{ row: RowImage; order: RowOrder }>('RowEdge').implement({
  description: 'A row at its place in the page.',
  fields: (t) => ({
    cursor: t.string({ description: 'Goes on from here, in either direction.', resolve: ({ row, order }) => cursorOfRow(row, order) }),
    node: t.field({ type: RowRef, description: 'The row.', resolve: ({ row }) => row }),
  }),
});

const PageInfo = builder.pageInfoRef();

const RowConnection = builder.objectRef<Page>('RowConnection').implement({
  description: 'A page of rows; page, count and feed cursor are of one snapshot.',
  fields: (t) => ({
    edges: t.field({
      type: [RowEdge],
      description: 'With their cursors.',
      resolve: ({ rows, order }) => rows.map((row) => ({ row, order })),
    }),
    nodes: t.field({ type: [RowRef], description: 'Without.', resolve: ({ rows }) => rows }),
    pageInfo: t.field({
      type: PageInfo,
      description: 'Whether there is more.',
      resolve: ({ rows, more, order, backwards, continued }) => ({
        hasNextPage: backwards ? continued : more,
        hasPreviousPage: backwards ? more : continued,
        startCursor: rows[0] ? cursorOfRow(rows[0], order) : null,
        endCursor: rows.length > 0 ? cursorOfRow(rows.at(-1)!, order) : null,
      }),
    }),
    totalCount: t.field({ type: RowCountRef, description: 'Of the whole filter.', resolve: ({ total }) => total! }),
    feedCursor: t.exposeString('feedCursor', { description: 'Give it to `queueChanged(after:)` to follow on without a gap.' }),
  }),
});

builder.prismaObjectFields(Dataset, (t) => ({
  rows: t.field({
    type: RowConnection,
    description: 'The rows of a filter, by keyset pages: forward with first and after, backward with last and before.',
    args: {
      filter: t.arg({ type: RowFilterInput, description: 'Null for all.' }),
      orderBy: t.arg({ type: RowOrderEnum, defaultValue: 'POSITION' }),
      first: t.arg.int({ description: '50 when neither first nor last is given.' }),
      after: t.arg.string(),
      last: t.arg.int(),
      before: t.arg.string(),
    },
    complexity: (args) => ({ field: 5, multiplier: Math.max(1, (args.first ?? args.last ?? 50) / 5) }),
    resolve: async ({ id }, { filter, orderBy, ...args }, context, info) => {
      const { shape } = await openDataset(context, context.viewer, id, 'VIEWER');
      const order = orderBy ?? 'POSITION';
      const page = readPageArgs(args, order, context.limits.pageSize);
      const condition = await openFilter(context, shape, filter);
      const count = info.fieldNodes.some((node) =>
        node.selectionSet?.selections.some((part) => part.kind !== 'Field' || part.name.value === 'totalCount'),
      );
      const found = await findRows(context.db, { datasetId: id, condition, order, ...page, count, countBound: context.limits.countBound });
      return {
        ...found,
        order,
        backwards: page.backwards,
        continued: page.from !== null,
        feedCursor: encodeCursor(await context.feed.epochOf(shape), found.seq),
      };
    },
  }),
}));
