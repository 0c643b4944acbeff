import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import type { Column } from '../../app/dataset.tsx';
import type { Rule } from './filter-tree.ts';

export interface Choices {
  columns: readonly Column[];
  people: readonly { id: string; name: string }[];
  slices: readonly { id: string; name: string }[];
}

interface Props extends Choices {
  rule: Rule;
  column: Column | undefined;
  onChange: (value: unknown) => void;
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
/** A moment as <input type="datetime-local"> writes it, in local time. */
const local = (iso: unknown): string => {
  if (typeof iso !== 'string' || !iso) return '';
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** The right side of a rule: what it compares with. */
export function RuleValue({ rule, column, people, slices, onChange }: Props) {
  const { subject, verb, value } = rule;
  const common = { size: 'xs', 'aria-label': 'Value', style: { flex: '1 1 160px' } } as const;
  if (verb === 'empty' || verb === 'given') return null;
  if (column?.type === 'LABEL') {
    const data = column.options.map((option) => ({
      value: option.value,
      label: option.retired ? `${option.value} (retired)` : option.value,
    }));
    return (
      <MultiSelect
        {...common}
        data={data}
        value={texts(value)}
        placeholder={texts(value).length ? undefined : 'Any of…'}
        onChange={onChange}
        clearable
      />
    );
  }
  if (column?.type === 'BOOLEAN') {
    const yes = Array.isArray(value) ? (value[0] as unknown) : value;
    const data = [
      { value: 'true', label: 'yes' },
      { value: 'false', label: 'no' },
    ];
    return (
      <Select
        {...common}
        data={data}
        value={typeof yes === 'boolean' ? String(yes) : null}
        onChange={(next) => onChange(next === null ? [] : [next === 'true'])}
      />
    );
  }
  if (column?.type === 'NUMBER') {
    const number = Array.isArray(value) ? (value[0] as unknown) : value;
    return (
      <NumberInput
        {...common}
        value={typeof number === 'number' ? number : ''}
        onChange={(next) => onChange(typeof next !== 'number' ? null : verb === 'is' ? [next] : next)}
      />
    );
  }
  if (column) {
    const many = verb === 'is' || verb === 'isNot';
    const text = Array.isArray(value) ? String(value[0] ?? '') : String(value ?? '');
    return (
      <TextInput
        {...common}
        value={text}
        placeholder="Text"
        onChange={(event) => onChange(many ? [event.currentTarget.value].filter(Boolean) : event.currentTarget.value)}
      />
    );
  }
  if (subject === 'claim') {
    const data = [
      { value: 'FREE', label: 'free' },
      { value: 'CLAIMED', label: 'held by somebody' },
    ];
    return <Select {...common} data={data} value={typeof value === 'string' ? value : null} onChange={onChange} />;
  }
  if (subject === 'holder' || subject === 'reviewer' || subject === 'slice') {
    const data = (subject === 'slice' ? slices : people).map((one) => ({ value: one.id, label: one.name }));
    return <Select {...common} searchable data={data} value={typeof value === 'string' ? value : null} onChange={onChange} />;
  }
  const toIso = (text: string) => (text ? new Date(text).toISOString() : null);
  return (
    <TextInput {...common} type="datetime-local" value={local(value)} onChange={(event) => onChange(toIso(event.currentTarget.value))} />
  );
}
