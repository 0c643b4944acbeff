import { Text } from '@mantine/core';
import { configOf } from '../evaluators/kinds.ts';
import type { GridColumn } from '../ui/data-grid/types.ts';
import { asText, dollars, duration } from '../ui/format.ts';
import { LabelBadge } from '../ui/label-badge.tsx';
import type { PageEvaluation, PageTally, Result } from './evaluation-documents.ts';
import { ResultOutput, ResultVerdict } from './result-cells.tsx';
import { inputsLine, line } from './result-text.ts';

const colorOf = (columns: PageEvaluation['dataset']['columns'], key: string, value: unknown): string | undefined =>
  columns.find((column) => column.key === key)?.options.find((option) => option.value === value)?.color;

/** The columns of an evaluation's results: one for each evaluator. */
export const resultColumns = (tallies: readonly PageTally[], columns: PageEvaluation['dataset']['columns']): GridColumn<Result>[] => [
  { id: 'position', header: '#', title: 'Number', width: 56, minWidth: 44, align: 'end', cell: ({ position }) => <span>{position}</span> },
  {
    id: 'inputs',
    header: 'Inputs',
    width: 230,
    minWidth: 120,
    grow: true,
    cell: ({ inputs }) => <span>{inputsLine(inputs, columns)}</span>,
  },
  { id: 'output', header: 'Output', width: 250, minWidth: 120, grow: true, cell: (result) => <ResultOutput result={result} /> },
  {
    id: 'expected',
    header: 'Expected',
    width: 190,
    minWidth: 90,
    cell: ({ expected }) => (
      <Text span size="sm" c="dimmed" truncate>
        {line(expected)}
      </Text>
    ),
  },
  ...tallies.map(({ version }): GridColumn<Result> => ({
    id: version.id,
    header: version.evaluator.name,
    width: 122,
    minWidth: 84,
    cell: (result) => <ResultVerdict result={result} versionId={version.id} />,
  })),
  {
    id: 'labels',
    header: 'Labels',
    width: 150,
    cell: ({ labels }) =>
      Object.entries(configOf(labels)).map(([key, value]) => (
        <LabelBadge key={key} value={asText(value)} color={colorOf(columns, key, value)} />
      )),
  },
  {
    id: 'latency',
    header: 'Took',
    title: 'How long the answer took',
    width: 80,
    align: 'end',
    cell: ({ latencyMs }) => <span>{duration(latencyMs)}</span>,
  },
  {
    id: 'cost',
    header: 'Cost',
    width: 88,
    align: 'end',
    cell: ({ cost }) => (
      <Text span size="sm" c="dimmed">
        {cost === null ? '' : dollars(cost)}
      </Text>
    ),
  },
];
