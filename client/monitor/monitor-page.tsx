import { Button, Group } from '@mantine/core';
import { IconDatabasePlus, IconGauge, IconListSearch, IconRefresh } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useProject } from '../app/project.tsx';
import { isAtLeast } from '../session/roles.ts';
import { DataGrid } from '../ui/data-grid/data-grid.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LoadingTable } from '../ui/loading-table.tsx';
import { RowCountText } from '../ui/row-count-text.tsx';
import { SelectionBar } from '../ui/selection-bar.tsx';
import { useSelection } from '../ui/use-selection.ts';
import { AddToDataset } from './add-to-dataset.tsx';
import { NewSpans } from './new-spans.tsx';
import { NoSpans } from './no-spans.tsx';
import { SpanCard } from './span-card.tsx';
import { spanColumns, type SpanRow } from './span-columns.tsx';
import { SpanEvaluators } from './span-evaluators.tsx';
import { SpanFilterBar } from './span-filter-bar.tsx';
import { SpanPanel } from './span-panel.tsx';
import { conditionsIn } from './span-filter.ts';
import type { SpanSearch } from './span-search.ts';
import { useSpanList } from './use-span-list.ts';
import classes from './monitor-page.module.css';

const narrow = { height: 84, render: (span: SpanRow) => <SpanCard span={span} /> };

/** The filtered view over spans: what happened in production, and what of it goes to a dataset. */
export function MonitorPage() {
  const project = useProject();
  const search = useSearch({ from: '/signed-in/p/$project/monitor' });
  const navigate = useNavigate({ from: '/p/$project/monitor' });
  const list = useSpanList(project.slug, search);
  const order = useMemo(() => list.spans.map((span) => span.id), [list.spans]);
  const selection = useSelection(order, list.key);
  const [adding, setAdding] = useState(false);
  const [scoring, setScoring] = useState(false);

  const setSearch = (next: SpanSearch) => void navigate({ search: next, replace: true });
  const openSpan = (span: SpanRow | null) => void navigate({ search: { ...search, span: span?.id }, replace: search.span !== undefined });
  const selected = selection.all ? (list.total ?? { value: 0, exact: false }) : { value: selection.ids.size, exact: true };
  const isFiltered = Object.values(conditionsIn(search)).some((value) => value !== undefined);
  const canAdd = isAtLeast(project.viewerRole, 'REVIEWER');

  return (
    <div className={classes.page}>
      <SpanFilterBar search={search} onChange={setSearch} />
      <Group className={classes.line} justify="space-between" gap="xs">
        <span role="status">{list.total && <RowCountText count={list.total} one="span" />}</span>
        <Group gap="xs">
          <NewSpans key={list.key} projectId={project.id} unseen={list.unseen} onShow={list.refresh} onChanged={() => void list.reread()} />
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<IconGauge size={13} />}
            onClick={() => setScoring(true)}
            aria-haspopup="dialog"
          >
            Scores
          </Button>
          <Button variant="subtle" color="gray" size="compact-xs" leftSection={<IconRefresh size={13} />} onClick={list.refresh}>
            Refresh
          </Button>
        </Group>
      </Group>
      <div className={classes.split}>
        <div className={classes.list}>
          {list.phase === 'loading' && (
            <div className={classes.loading}>
              <LoadingTable rows={16} />
            </div>
          )}
          {list.phase === 'failed' && <ErrorState message={list.problem ?? ''} retry={list.refresh} />}
          {(list.phase === 'ready' || list.phase === 'more') && list.spans.length === 0 && (
            <NoSpans
              filtered={isFiltered}
              onClear={() => setSearch({ order: search.order })}
              icon={<IconListSearch size={22} stroke={1.6} />}
            />
          )}
          {list.spans.length > 0 && (
            <DataGrid
              name="Spans"
              rows={list.spans}
              columns={spanColumns}
              narrow={narrow}
              selection={canAdd ? selection : undefined}
              currentId={search.span}
              onOpen={openSpan}
              onEndReached={list.more}
              footer={list.problem ?? (list.hasMore ? 'Loading more…' : `That is all of ${isFiltered ? 'this filter' : 'them'}.`)}
            />
          )}
          <SelectionBar selected={selected} total={list.total} onSelectAll={selection.selectAll} onClear={selection.clear}>
            <Button leftSection={<IconDatabasePlus size={15} />} onClick={() => setAdding(true)}>
              Add to dataset
            </Button>
          </SelectionBar>
        </div>
        {search.span && (
          <SpanPanel
            id={search.span}
            onClose={() => openSpan(null)}
            onOpen={(id) => void navigate({ search: { ...search, span: id }, replace: true })}
            onFilter={(change) => setSearch({ ...search, ...change })}
          />
        )}
      </div>
      {scoring && (
        <SpanEvaluators
          search={search}
          onShowLow={(score) => {
            setScoring(false);
            setSearch({ order: search.order, score: [score] });
          }}
          onClose={() => setScoring(false)}
        />
      )}
      {adding && (
        <AddToDataset
          count={selected}
          what={selection.all ? { filter: list.filter } : { spanIds: [...selection.ids] }}
          sampleId={selection.all ? order[0] : [...selection.ids][0]}
          onClose={() => setAdding(false)}
          onAdded={selection.clear}
        />
      )}
    </div>
  );
}
