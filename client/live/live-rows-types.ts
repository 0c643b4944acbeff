import type { TypedDocumentNode } from 'urql';
import type { RowFilter, RowOrder } from '../filter/row-filter.ts';
import type { RowMove } from './rows-list.ts';

export interface Count {
  value: number;
  exact: boolean;
}

export interface RowsPage<Row> {
  dataset: {
    rows: { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string | null }; totalCount: Count; feedCursor: string };
  } | null;
}

export interface RowsChanges<Row> {
  queueChanged: {
    cursor: string;
    changes: RowMove<Row>[];
    bulk: { left: string[]; enteredCount: number; changedCount: number; leftCount: number }[];
    reload: string | null;
    columnsChanged: boolean;
    totalCount: Count;
  };
}

export interface LiveRowsOptions<Row extends { id: string }> {
  datasetId: string;
  filter?: RowFilter;
  order?: RowOrder;
  /** Variables: id, filter, orderBy, first, after. */
  page: TypedDocumentNode<
    RowsPage<Row>,
    { id: string; filter?: RowFilter | null; orderBy?: RowOrder | null; first?: number | null; after?: string | null }
  >;
  /** Variables: datasetId, filter, after. */
  changes: TypedDocumentNode<RowsChanges<Row>, { datasetId: string; filter?: RowFilter | null; after?: string | null }>;
  onColumnsChanged?: () => void;
}

export interface LiveRowsState<Row> {
  rows: Row[];
  total: Count | null;
  hasMore: boolean;
  /** `loading`: nothing to show yet. `more`: the next page is on its way. */
  phase: 'loading' | 'more' | 'ready' | 'failed';
  problem: string | null;
}
