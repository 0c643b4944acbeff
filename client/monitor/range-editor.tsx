import { Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { EditorForm } from './editors.tsx';

export interface Range {
  min?: number;
  max?: number;
}

interface RangeProps {
  /** What stands behind the numbers: "s", "$". */
  unit: string;
  /** How many of the API's units one of ours is. */
  factor?: number;
  initial?: Range;
  onApply: (range: Range | undefined) => void;
}

const toNumber = (value: string | number, factor: number): number | undefined => (value === '' ? undefined : Number(value) * factor);

/** At least, at most. */
export function RangeEditor({ unit, factor = 1, initial, onApply }: RangeProps) {
  const [min, setMin] = useState<string | number>(initial?.min === undefined ? '' : initial.min / factor);
  const [max, setMax] = useState<string | number>(initial?.max === undefined ? '' : initial.max / factor);
  const apply = () => {
    const range = { min: toNumber(min, factor), max: toNumber(max, factor) };
    onApply(range.min === undefined && range.max === undefined ? undefined : range);
  };
  return (
    <EditorForm onApply={apply}>
      <Group gap="xs" wrap="nowrap">
        <NumberInput label={`At least (${unit})`} min={0} value={min} onChange={setMin} hideControls data-autofocus />
        <NumberInput label={`At most (${unit})`} min={0} value={max} onChange={setMax} hideControls />
      </Group>
    </EditorForm>
  );
}
