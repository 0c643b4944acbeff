import { AreaChart, BarChart } from '@mantine/charts';
import { Skeleton, VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import { useNow } from '../ui/clock.ts';
import { counted } from '../ui/format.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { filledBetween, upToNow, type Point } from './live-history.ts';

interface Props {
  points: readonly Point[];
  hours: number;
  loading: boolean;
  problem: string | null;
  onRetry: () => void;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit' });

/** The queue's size over time, and below it what was filled. The line moves on by itself, also when nothing happens. */
export const HistoryChart = memo(function HistoryChart({ points, hours, loading, problem, onRetry }: Props) {
  const now = useNow(5000);
  if (problem) return <ErrorState message={problem} retry={onRetry} />;
  if (loading) return <Skeleton h={300} radius="md" />;
  const drawn = upToNow(points, now);
  const first = drawn[0];
  const last = drawn.at(-1);
  const format = (at: unknown) => {
    const date = new Date(Number(at));
    return Number.isNaN(date.getTime()) ? '' : (hours > 24 ? day : clock).format(date);
  };
  const xAxis = { type: 'number' as const, scale: 'time' as const, domain: ['dataMin', 'dataMax'], tickFormatter: format, minTickGap: 56 };
  return (
    <>
      <VisuallyHidden>
        {first && last
          ? `In the last ${hours} hours the queue went from ${counted(first.empty, 'row')} to ${counted(last.empty, 'row')}.`
          : 'No history yet.'}
      </VisuallyHidden>
      <div aria-hidden>
        <AreaChart
          h={240}
          data={drawn}
          dataKey="at"
          series={[{ name: 'empty', label: 'Waiting', color: 'petrol.6' }]}
          curveType="stepAfter"
          withDots={false}
          fillOpacity={0.16}
          strokeWidth={2}
          gridAxis="x"
          tickLine="none"
          xAxisProps={xAxis}
          yAxisProps={{ width: 44, allowDecimals: false }}
          valueFormatter={(value) => value.toLocaleString()}
          tooltipProps={{ labelFormatter: format }}
          areaProps={{ isAnimationActive: false }}
          areaChartProps={{ accessibilityLayer: false }}
        />
        <BarChart
          h={72}
          mt={4}
          data={filledBetween(drawn)}
          dataKey="at"
          series={[{ name: 'done', label: 'Filled', color: 'teal.5' }]}
          withXAxis={false}
          gridAxis="none"
          tickLine="none"
          yAxisProps={{ width: 44, tick: false }}
          tooltipProps={{ labelFormatter: format }}
          barProps={{ isAnimationActive: false }}
          barChartProps={{ accessibilityLayer: false }}
        />
      </div>
    </>
  );
});
