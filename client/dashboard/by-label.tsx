import { BarChart } from '@mantine/charts';
import { Select, Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import type { Column } from '../app/dataset.tsx';
import { byLabel, type Group } from './groups.ts';
import { Panel } from './panel.tsx';

interface Props {
  columns: readonly Column[];
  column: Column | undefined;
  groups: readonly Group[] | undefined;
  onColumn: (key: string) => void;
}

/** The rows by the values of a label column: what waits and what is filled. */
export const ByLabel = memo(function ByLabel({ columns, column, groups, onColumn }: Props) {
  const data =
    column && groups
      ? byLabel(
          groups,
          column.key,
          column.options.map((option) => option.value),
        )
      : [];
  const chooser = (
    <Select
      size="xs"
      w={180}
      aria-label="Grouped by"
      allowDeselect={false}
      data={columns.map((one) => ({ value: one.key, label: one.title || one.key }))}
      value={column?.key ?? null}
      onChange={(key) => key && onColumn(key)}
    />
  );
  return (
    <Panel title="By label" aside={columns.length > 0 && chooser}>
      {!column && <Text c="dimmed">This dataset has no label columns yet.</Text>}
      {column && !groups && <Skeleton h={180} />}
      {column && groups && (
        <>
          <VisuallyHidden>
            <ul>
              {data.map((one) => (
                <li key={one.name}>{`${one.name}: ${one.empty} waiting, ${one.filled} filled`}</li>
              ))}
            </ul>
          </VisuallyHidden>
          <div aria-hidden>
            <BarChart
              h={Math.max(140, data.length * 34 + 44)}
              data={data}
              dataKey="name"
              type="stacked"
              orientation="vertical"
              series={[
                { name: 'empty', label: 'Waiting', color: 'petrol.6' },
                { name: 'filled', label: 'Filled', color: 'teal.3' },
              ]}
              withLegend
              gridAxis="y"
              tickLine="none"
              yAxisProps={{ width: 96 }}
              xAxisProps={{ allowDecimals: false }}
              maxBarWidth={18}
              valueFormatter={(value) => value.toLocaleString()}
              barProps={{ isAnimationActive: false }}
              barChartProps={{ accessibilityLayer: false }}
            />
          </div>
        </>
      )}
    </Panel>
  );
});
