import { Project } from '../access/project.graph.ts';
import { requireRole } from '../access/require-role.ts';
import { usualPage } from '../limits.ts';
import { builder } from '../builder.ts';
import { numberOf } from '../ids.ts';
import { NotFound } from '../refusals.ts';
import { countSpans } from './count-spans.ts';
import { findSpans, type SpanPage } from './find-spans.ts';
import { spansByIds, spansOfTraces } from './load-spans.ts';
import { RowCountRef } from './row-count.graph.ts';
import { SpanOrderEnum } from './span-enums.graph.ts';
import { spanFacets, type Facet, type SpanFacets } from './span-facets.ts';
import type { SpanFilter } from './span-filter.ts';
import { SpanFilterInput } from './span-filter.graph.ts';
import { SpanRef } from './span.graph.ts';

const SpanEdge = builder.objectRef<SpanPage['edges'][number]>('SpanEdge').implement({
  description: 'A span and its place in the list.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'For `after`, in the same order. Opaque.' }),
    node: t.expose('node', { type: SpanRef, description: 'The span.' }),
  }),
});

interface Connection extends SpanPage {
  projectId: number;
  filter: SpanFilter | null | undefined;
  hasPreviousPage: boolean;
}

const SpanConnection = builder.objectRef<Connection>('SpanConnection').implement({
  description: 'A page of spans. Spans that arrive while paging neither repeat nor hide any that were there.',
  fields: (t) => ({
    edges: t.expose('edges', { type: [SpanEdge], description: 'With their cursors.' }),
    nodes: t.field({ type: [SpanRef], description: 'Without.', resolve: ({ edges }) => edges.map(({ node }) => node) }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Whether and where to go on.',
      resolve: ({ edges, hasNextPage, hasPreviousPage }) => ({
        hasNextPage,
        hasPreviousPage,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      }),
    }),
    totalCount: t.field({
      type: RowCountRef,
      description: 'All spans of the filter: exact up to a bound (10,000 by default), beyond it "at least".',
      resolve: ({ projectId, filter }, _args, { db, limits }) => countSpans(db, { projectId, filter, limits }),
    }),
  }),
});

const FacetRef = builder.objectRef<Facet>('Facet').implement({
  description: 'A value and how often it occurs.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'The value.' }),
    count: t.exposeInt('count', { description: 'Spans that have it.' }),
  }),
});

const SpanFacetsRef = builder.objectRef<SpanFacets>('SpanFacets').implement({
  description: 'What to filter by next: the 50 commonest values each, among the newest 10,000 spans of the filter.',
  fields: (t) => ({
    models: t.expose('models', { type: [FacetRef], description: 'Commonest first.' }),
    promptNames: t.expose('promptNames', { type: [FacetRef], description: 'Commonest first.' }),
    tags: t.expose('tags', { type: [FacetRef], description: 'Commonest first.' }),
    scoreNames: t.exposeStringList('scoreNames', { description: 'Commonest first.' }),
  }),
});

builder.prismaObjectFields(Project, (t) => ({
  spans: t.field({
    type: SpanConnection,
    description: 'Its spans. Refused where the filter, the cursor or the size of the page is no good.',
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(first ?? 50, 50) / 5 }),
    args: {
      filter: t.arg({ type: SpanFilterInput }),
      orderBy: t.arg({ type: SpanOrderEnum, description: 'By default NEWEST.' }),
      first: t.arg.int({ description: 'By default 50; at most 200.' }),
      after: t.arg.string({ description: 'The cursor to go on from.' }),
    },
    resolve: async ({ id: projectId }, { filter, orderBy, first, after }, { db, limits, viewer }) => {
      requireRole(viewer, projectId, 'VIEWER', 'Project');
      const size = first ?? usualPage(limits.pageSize);
      const page = await findSpans(db, { projectId, filter, order: orderBy ?? 'NEWEST', first: size, after, limits });
      return { ...page, projectId, filter, hasPreviousPage: Boolean(after) };
    },
  }),
  spanFacets: t.field({
    type: SpanFacetsRef,
    description: 'What its spans can be filtered by.',
    args: { filter: t.arg({ type: SpanFilterInput }) },
    resolve: ({ id: projectId }, { filter }, { db, limits, viewer }) => {
      requireRole(viewer, projectId, 'VIEWER', 'Project');
      return spanFacets(db, { projectId, filter, limits });
    },
  }),
  trace: t.field({
    type: [SpanRef],
    description: 'The spans of a trace in the order in which they began, at most 500; empty when there is none.',
    args: { traceId: t.arg.string({ required: true }) },
    resolve: async ({ id: projectId }, { traceId }, { db, viewer }) => {
      requireRole(viewer, projectId, 'VIEWER', 'Project');
      if (traceId.includes('\0')) return [];
      const [spans = []] = await spansOfTraces(db, [{ projectId, traceId }]);
      return spans;
    },
  }),
}));

builder.queryField('span', (t) =>
  t.field({
    type: SpanRef,
    nullable: true,
    description: 'A span; null when there is none with this id, or you may not see it.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_root, { id }, { db, viewer }) => {
      try {
        const [span] = await spansByIds(db, [numberOf('Span', id)]);
        if (!span || span instanceof NotFound) return null;
        requireRole(viewer, span.projectId, 'VIEWER', 'Span');
        return span;
      } catch (error) {
        if (error instanceof NotFound) return null;
        throw error;
      }
    },
  }),
);
