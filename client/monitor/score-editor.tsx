import { Autocomplete, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { EditorForm } from './editors.tsx';
import type { SpanSearch } from './span-search.ts';

export type ScoreCondition = NonNullable<SpanSearch['score']>[number];

interface Props {
  names: readonly string[];
  initial?: ScoreCondition;
  onApply: (score: ScoreCondition | undefined) => void;
}

const toNumber = (value: string | number): number | undefined => (value === '' ? undefined : Number(value));

/** A score by name, between two numbers. */
export function ScoreEditor({ names, initial, onApply }: Props) {
  const [name, setName] = useState(initial?.name ?? names[0] ?? '');
  const [min, setMin] = useState<string | number>(initial?.min ?? '');
  const [max, setMax] = useState<string | number>(initial?.max ?? (initial ? '' : 0.5));
  return (
    <EditorForm onApply={() => onApply(name.trim() ? { name: name.trim(), min: toNumber(min), max: toNumber(max) } : undefined)}>
      <Autocomplete
        label="Score"
        data={[...names]}
        value={name}
        onChange={setName}
        comboboxProps={{ withinPortal: false }}
        data-autofocus
      />
      <Group gap="xs" wrap="nowrap">
        <NumberInput label="At least" step={0.1} value={min} onChange={setMin} hideControls />
        <NumberInput label="At most" step={0.1} value={max} onChange={setMax} hideControls />
      </Group>
    </EditorForm>
  );
}
