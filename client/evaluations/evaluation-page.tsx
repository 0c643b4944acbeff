import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconFilterOff } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Lost } from '../app/bad-link.tsx';
import { failureText } from '../graphql/refusal.ts';
import { ConnectionBanner } from '../offline/connection-banner.tsx';
import { DataGrid } from '../ui/data-grid/data-grid.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { counted } from '../ui/format.ts';
import { LoadingTable } from '../ui/loading-table.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import type { Result } from './evaluation-documents.ts';
import { EvaluationHeader } from './evaluation-header.tsx';
import type { ResultSearch } from './evaluation-search.ts';
import { ResultCard } from './result-cells.tsx';
import { resultColumns } from './result-columns.tsx';
import { ResultFilterBar } from './result-filter-bar.tsx';
import { ResultPanel } from './result-panel.tsx';
import { Tallies } from './tallies.tsx';
import { useEvaluation } from './use-evaluation.ts';
import { useResults } from './use-results.ts';
import classes from './evaluations.module.css';

/** `/p/$project/evaluations/$evaluation`: its results as they come, what each evaluator says, what it costs. */
export function EvaluationPage() {
  const { evaluation: number } = useParams({ from: '/signed-in/p/$project/evaluations/$evaluation' });
  return <OpenEvaluation key={number} id={`Evaluation_${number}`} />;
}

function OpenEvaluation({ id }: { id: string }) {
  const search = useSearch({ from: '/signed-in/p/$project/evaluations/$evaluation' });
  const navigate = useNavigate({ from: '/p/$project/evaluations/$evaluation' });
  const list = useResults(id, search);
  const { evaluation, loaded, error, reload, rate } = useEvaluation(id, { onResults: list.take, onGap: list.refresh });
  useDocumentTitle(evaluation?.name ?? 'Evaluation');
  // Which evaluators there are never changes; their tallies do, many times a second.
  const versions = evaluation?.evaluators.map(({ version }) => version.id).join();
  const columns = useMemo(() => resultColumns(evaluation?.evaluators ?? [], evaluation?.dataset.columns ?? []), [versions]); // eslint-disable-line react-hooks/exhaustive-deps
  const narrow = useMemo(
    () => ({
      height: 92,
      render: (result: Result) => (
        <ResultCard result={result} tallies={evaluation?.evaluators ?? []} columns={evaluation?.dataset.columns ?? []} />
      ),
    }),
    [versions], // eslint-disable-line react-hooks/exhaustive-deps
  );
  const rows = useMemo(() => [...list.results], [list.results]);

  if (!evaluation) {
    if (error) return <ErrorState message={failureText(error)} retry={reload} />;
    return loaded ? <Lost /> : <PageSkeleton />;
  }
  const setSearch = (next: ResultSearch) => void navigate({ search: next, replace: true });
  const openRow = (position: number | undefined) =>
    void navigate({ search: { ...search, row: position }, replace: search.row !== undefined });
  const at = list.results.findIndex(({ position }) => position === search.row);
  const open = list.results[at];
  const step = (by: 1 | -1) => {
    const next = at < 0 ? search.row! + by : list.results[at + by]?.position;
    if (next !== undefined && next >= 1 && next <= evaluation.rowCount) openRow(next);
  };
  const status = list.filter
    ? `${counted(list.results.length, 'result')}${list.hasMore ? ' and more' : ''}`
    : counted(evaluation.rowCount, 'row');
  return (
    <div className={classes.full}>
      <ConnectionBanner>These are the last results that came. They catch up by themselves.</ConnectionBanner>
      <EvaluationHeader evaluation={evaluation} rate={rate} />
      <Tallies tallies={evaluation.evaluators} search={search} onFilter={(change) => setSearch({ ...search, ...change })} />
      <ResultFilterBar evaluation={evaluation} search={search} onChange={setSearch} status={status} />
      <div className={classes.split}>
        <div className={classes.list}>
          {list.phase === 'loading' && (
            <div className={classes.loading}>
              <LoadingTable rows={14} />
            </div>
          )}
          {list.phase === 'failed' && rows.length === 0 && <ErrorState message={list.problem ?? ''} retry={list.refresh} />}
          {list.phase !== 'loading' && list.phase !== 'failed' && rows.length === 0 && (
            <EmptyState
              title="No result is like that"
              icon={<IconFilterOff size={22} stroke={1.6} />}
              action={
                <Button variant="default" onClick={() => setSearch({})}>
                  Clear the filter
                </Button>
              }
            >
              {evaluation.status === 'RUNNING' && 'Those that come will appear here by themselves.'}
            </EmptyState>
          )}
          {rows.length > 0 && (
            <DataGrid
              name="Results"
              rows={rows}
              columns={columns}
              narrow={narrow}
              currentId={open?.id}
              onOpen={(result) => openRow(result.position)}
              onEndReached={list.more}
              footer={list.problem ?? (list.hasMore ? 'Loading more…' : undefined)}
            />
          )}
        </div>
        {search.row !== undefined && (
          <ResultPanel
            evaluation={evaluation}
            position={search.row}
            moved={open && `${open.state} ${open.scores.length}`}
            onClose={() => openRow(undefined)}
            onStep={step}
          />
        )}
      </div>
    </div>
  );
}
