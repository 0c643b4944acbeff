import { JsonInput, NumberInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Column } from '../app/dataset.tsx';

interface Props {
  column: Column;
  value: unknown;
  disabled?: boolean;
  error?: string;
  onActive: () => void;
  onChange: (value: unknown) => void;
}

/** Number, yes or no, JSON. */
export function OtherField({ column, value, disabled, error, onActive, onChange }: Props) {
  const label = column.title || column.key;
  const [json, setJson] = useState(() => (value === null || value === undefined ? '' : JSON.stringify(value, null, 2)));
  if (column.type === 'NUMBER') {
    return (
      <NumberInput
        aria-label={label}
        data-field={column.key}
        value={typeof value === 'number' ? value : ''}
        disabled={disabled}
        error={error}
        onFocus={onActive}
        onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      />
    );
  }
  if (column.type === 'BOOLEAN') {
    return (
      <SegmentedControl
        aria-label={label}
        size="xs"
        disabled={disabled}
        onFocus={onActive}
        data={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
          { value: 'null', label: 'Not said' },
        ]}
        value={typeof value === 'boolean' ? String(value) : 'null'}
        onChange={(next) => onChange(next === 'null' ? null : next === 'true')}
      />
    );
  }
  return (
    <JsonInput
      aria-label={label}
      data-field={column.key}
      autosize
      minRows={2}
      maxRows={14}
      formatOnBlur
      validationError="Not JSON yet; kept here, not sent."
      value={json}
      disabled={disabled}
      error={error}
      onFocus={onActive}
      onChange={(text) => {
        setJson(text);
        const parsed = parse(text);
        if (parsed !== undefined) onChange(parsed);
      }}
    />
  );
}

function parse(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
