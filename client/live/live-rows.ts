import { pipe, subscribe } from 'wonka';
import type { Client } from 'urql';
import { connectionState, onConnection } from '../graphql/connection.ts';
import { failureText } from '../graphql/refusal.ts';
import type { Count, LiveRowsOptions, LiveRowsState, RowsChanges } from './live-rows-types.ts';
import { addPage, applyMoves, dropRows, type RowMove, type RowsList } from './rows-list.ts';

const pageSize = 100;

/**
 * Keeps a filter's rows as the server has them: a page, then every change after that page's snapshot. A change that comes
 * while a page is on its way is applied again once the page is there, since the page may be older. Whatever cannot be
 * applied row by row (a bulk change, a cursor that is too old) loads again what was loaded, behind what is on screen.
 */
export function liveRows<Row extends { id: string }>(
  client: Client,
  options: LiveRowsOptions<Row>,
  show: (state: LiveRowsState<Row>) => void,
) {
  const { datasetId, filter, order = 'POSITION' } = options;
  let list: RowsList<Row> = { rows: [], hasMore: false, order };
  let state: LiveRowsState<Row> = { rows: [], total: null, hasMore: false, phase: 'loading', problem: null };
  let endCursor: string | null = null;
  let meanwhile: RowMove<Row>[] = [];
  let stopFeed = () => undefined as void;
  let run = 0;
  let loading = false;
  let loadAgain = false;

  const tell = (change: Partial<LiveRowsState<Row>>) => {
    state = { ...state, rows: list.rows, hasMore: list.hasMore, ...change };
    show(state);
  };
  const fetchPage = async (after: string | null) => {
    const variables = { id: datasetId, filter, orderBy: order, first: pageSize, after };
    const { data, error } = await client.query(options.page, variables, { requestPolicy: 'network-only' }).toPromise();
    return { page: data?.dataset?.rows, problem: error || !data?.dataset ? failureText(error) : null };
  };

  function follow(after: string) {
    stopFeed();
    const { unsubscribe } = pipe(
      client.subscription(options.changes, { datasetId, filter, after }),
      subscribe(({ data, error }) => {
        if (data) receive(data.queueChanged);
        else if (error) tell({ problem: failureText(error), phase: 'failed' });
      }),
    );
    stopFeed = unsubscribe;
  }

  function receive({ changes, bulk, reload: reason, columnsChanged, totalCount }: RowsChanges<Row>['queueChanged']) {
    const left = bulk.flatMap((one) => one.left);
    if (state.phase === 'more') meanwhile.push(...changes, ...left.map((rowId) => ({ kind: 'LEFT' as const, rowId, row: null })));
    list = dropRows(applyMoves(list, changes), left);
    tell({ total: totalCount });
    if (columnsChanged) options.onColumnsChanged?.();
    const isMore = bulk.some((one) => one.enteredCount + one.changedCount > 0 || one.leftCount > one.left.length);
    if (reason || columnsChanged || isMore) reload();
  }

  /** Loads what is loaded again. Asked for while that is being done, it is done once more after it: a stream of bulk changes
   * neither starts a load each nor keeps the first from ever being shown. */
  function reload() {
    if (loading) loadAgain = true;
    else void load(list.rows.length);
  }

  /** Loads at least `wanted` rows from the start, and follows from there. */
  async function load(wanted: number) {
    const mine = ++run;
    loading = true;
    loadAgain = false;
    await loadFrom(mine, wanted);
    if (mine !== run) return;
    loading = false;
    if (loadAgain) void load(list.rows.length);
  }

  async function loadFrom(mine: number, wanted: number) {
    let fresh: RowsList<Row> = { rows: [], hasMore: false, order };
    let after: string | null = null;
    let cursor: string | null = null;
    let total: Count;
    do {
      const { page, problem } = await fetchPage(after);
      if (mine !== run) return;
      if (!page) return tell({ phase: 'failed', problem });
      fresh = addPage(fresh, page.nodes, page.pageInfo.hasNextPage);
      // The first page's snapshot: what happened to later pages since then is told again, and does no harm.
      cursor ??= page.feedCursor;
      total = page.totalCount;
      after = page.pageInfo.endCursor;
    } while (fresh.hasMore && fresh.rows.length < wanted);
    endCursor = after;
    list = fresh;
    meanwhile = [];
    tell({ phase: 'ready', problem: null, total });
    follow(cursor);
  }

  async function more() {
    if (!list.hasMore || state.phase !== 'ready') return;
    const mine = run;
    meanwhile = [];
    tell({ phase: 'more' });
    const { page, problem } = await fetchPage(endCursor);
    if (mine !== run) return;
    if (!page) return tell({ phase: 'ready', problem });
    endCursor = page.pageInfo.endCursor;
    list = applyMoves(addPage(list, page.nodes, page.pageInfo.hasNextPage), meanwhile);
    tell({ phase: 'ready', problem: null });
  }

  const stopListening = onConnection(() => {
    if (connectionState() === 'online' && state.phase === 'failed') reload();
  });
  void load(0);
  return {
    more: () => void more(),
    reload,
    /** Shows a row as a mutation answered it, ahead of the feed. */
    put: (row: Row) => {
      if (!list.rows.some((one) => one.id === row.id)) return;
      list = applyMoves(list, [{ kind: 'CHANGED', rowId: row.id, row }]);
      tell({});
    },
    stop: () => {
      run++;
      stopListening();
      stopFeed();
    },
  };
}
