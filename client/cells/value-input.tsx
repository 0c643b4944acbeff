import { Select, Textarea, TextInput } from '@mantine/core';
import type { Column } from '../app/dataset.tsx';
import { columnName } from './values.ts';

interface Props {
  column: Column;
  /** As text; see `toText` and `fromText`. */
  text: string;
  problem?: string | null;
  onChange: (text: string) => void;
}

/** A form field for a column's value. */
export function ValueInput({ column, text, problem, onChange }: Props) {
  const common = { label: columnName(column), description: column.description || undefined, error: problem };
  if (column.type === 'LABEL' || column.type === 'BOOLEAN') {
    const data =
      column.type === 'BOOLEAN'
        ? [
            { value: 'true', label: 'yes' },
            { value: 'false', label: 'no' },
          ]
        : column.options.filter((option) => !option.retired).map((option) => option.value);
    return <Select {...common} data={data} value={text || null} clearable placeholder="none" onChange={(value) => onChange(value ?? '')} />;
  }
  if (column.type === 'NUMBER')
    return <TextInput {...common} inputMode="decimal" value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
  return <Textarea {...common} autosize minRows={1} maxRows={10} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
}
