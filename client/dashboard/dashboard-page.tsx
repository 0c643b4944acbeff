import { SegmentedControl, Stack } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo } from 'react';
import { useDataset } from '../app/dataset.tsx';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { ConnectionBanner } from '../offline/connection-banner.tsx';
import { useLatest } from '../offline/use-feed.ts';
import { usePresence } from '../presence/use-presence.ts';
import { WhoIsHere } from '../presence/who-is-here.tsx';
import { useViewer } from '../session/viewer.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { ByLabel } from './by-label.tsx';
import { ByReviewer, usePace } from './by-reviewer.tsx';
import { BySlice, BySlice_slice } from './by-slice.tsx';
import classes from './dashboard.module.css';
import { byStatus } from './groups.ts';
import { HistoryChart } from './history-chart.tsx';
import { NowNumbers } from './now-numbers.tsx';
import { Panel } from './panel.tsx';
import { useHistory } from './use-history.ts';
import { useQueueSizes } from './use-queue-sizes.ts';

const Dashboard_slices = graphql(
  `
    subscription Dashboard_slices($datasetId: ID!) {
      slicesChanged(datasetId: $datasetId) {
        cursor
        slices {
          id
          ...BySlice_slice
        }
      }
    }
  `,
  [BySlice_slice],
);

const ranges = [
  { value: '1', label: '1 hour' },
  { value: '8', label: '8 hours' },
  { value: '24', label: '1 day' },
  { value: '168', label: '1 week' },
];

/** How the queue goes: over time and now, by slice, label and reviewer. Everything on it moves by itself. */
export function DashboardPage() {
  const dataset = useDataset();
  const { user } = useViewer();
  const { hours = 8, by } = useSearch({ from: '/signed-in/p/$project/d/$dataset/dashboard' });
  const navigate = useNavigate({ from: '/p/$project/d/$dataset/dashboard' });
  useDocumentTitle(`Dashboard · ${dataset.name}`);

  const labels = useMemo(() => dataset.columns.filter((column) => column.type === 'LABEL' && !column.system), [dataset.columns]);
  const column = labels.find((one) => one.key === by) ?? labels[0];
  const { groups, cursor, error } = useQueueSizes(dataset.id, column ? [column.key, 'annotation_status'] : ['annotation_status']);
  const sizes = groups ? byStatus(groups) : null;
  const history = useHistory(dataset.id, hours, sizes);
  const { data: slices } = useLatest({ query: Dashboard_slices, variables: { datasetId: dataset.id } });
  const pace = usePace(dataset.id, cursor);
  const { here } = usePresence(dataset.id, null);
  // The figures first: the charts cost a hundred times as much to draw, and nobody reads a number off them.
  const drawn = useDeferredValue(history.points);
  const drawnGroups = useDeferredValue(groups);
  const groupBy = useCallback((key: string) => void navigate({ search: (old) => ({ ...old, by: key }), replace: true }), [navigate]);

  return (
    <div className={classes.page}>
      <ConnectionBanner>These are the last figures that came. They catch up by themselves.</ConnectionBanner>
      <Stack gap="md" className={classes.inner}>
        {error && !groups && <ErrorState message={failureText(error)} />}
        <NowNumbers
          sizes={sizes}
          held={pace?.reduce((sum, one) => sum + one.claimed, 0) ?? 0}
          filledLastHour={pace?.reduce((sum, one) => sum + one.filled, 0) ?? 0}
        />
        <Panel
          title="Queue over time"
          aside={
            <SegmentedControl
              size="xs"
              aria-label="How far back"
              data={ranges}
              value={String(hours)}
              onChange={(next) => void navigate({ search: (old) => ({ ...old, hours: Number(next) }), replace: true })}
            />
          }
        >
          <HistoryChart points={drawn} hours={hours} loading={history.loading} problem={history.problem} onRetry={history.again} />
        </Panel>
        <div className={classes.columns}>
          <BySlice slices={slices?.slicesChanged.slices} />
          <ByReviewer pace={pace} here={here} />
          <ByLabel columns={labels} column={column} groups={drawnGroups} onColumn={groupBy} />
        </div>
        <WhoIsHere here={here} me={user.id} />
      </Stack>
    </div>
  );
}
