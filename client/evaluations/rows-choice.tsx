import { Radio, Select, Stack, Text } from '@mantine/core';
import { count, counted } from '../ui/format.ts';
import { DrawSample } from './draw-sample.tsx';
import type { StartDataset } from './start-documents.ts';
import type { RowsChoice as Choice } from './start-input.ts';

interface Props {
  dataset: StartDataset;
  rows: Choice;
  onChange: (rows: Choice) => void;
  /** The dataset has a sample that it did not have. */
  onDrawn: (id: string) => void;
}

/** Which rows of the dataset are evaluated. */
export function RowsChoice({ dataset, rows, onChange, onDrawn }: Props) {
  const { slices, samples, size, queueSize } = dataset;
  const filled = size - queueSize;
  return (
    <Radio.Group
      label="Rows"
      value={rows.of}
      onChange={(of) => {
        if (of === 'all' || of === 'filled') onChange({ of });
        else if (of === 'slice') onChange({ of, id: slices[0]?.id ?? '' });
        else onChange({ of: 'sample', id: samples[0]?.id ?? '' });
      }}
    >
      <Stack gap={8} mt={4}>
        <Radio size="xs" value="all" label={`All, ${counted(size, 'row')}`} />
        <Radio size="xs" value="filled" label={`Those that are reviewed, ${count(filled)}`} disabled={filled === 0} />
        <Radio size="xs" value="slice" label="Those of a slice" disabled={slices.length === 0} />
        {rows.of === 'slice' && (
          <Select
            size="xs"
            ml={26}
            aria-label="Slice"
            allowDeselect={false}
            data={slices.map(({ id, name, total }) => ({
              value: id,
              label: `${name}, ${counted(total.value, 'row')}${total.exact ? '' : ' or more'}`,
            }))}
            value={rows.id}
            onChange={(id) => id && onChange({ of: 'slice', id })}
          />
        )}
        <Radio size="xs" value="sample" label="Those of a sample, drawn once and the same ever after" />
        {rows.of === 'sample' && (
          <Stack gap="xs" ml={26}>
            {samples.length > 0 ? (
              <Select
                size="xs"
                aria-label="Sample"
                allowDeselect={false}
                data={samples.map(({ id, name, size: rows }) => ({ value: id, label: `${name}, ${counted(rows, 'row')}` }))}
                value={rows.id}
                onChange={(id) => id && onChange({ of: 'sample', id })}
              />
            ) : (
              <Text size="xs" c="dimmed">
                There is none yet.
              </Text>
            )}
            <DrawSample datasetId={dataset.id} filled={filled} onDrawn={onDrawn} />
          </Stack>
        )}
      </Stack>
    </Radio.Group>
  );
}
