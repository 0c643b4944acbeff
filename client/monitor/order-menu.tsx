import { Select } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';
import type { SpanSearch } from './span-search.ts';

const orders = [
  { value: 'NEWEST', label: 'Newest' },
  { value: 'OLDEST', label: 'Oldest' },
  { value: 'SLOWEST', label: 'Slowest' },
  { value: 'COSTLIEST', label: 'Costliest' },
] as const;

/** In which order the spans stand. */
export function OrderMenu({ value, onChange }: { value: SpanSearch['order']; onChange: (order: SpanSearch['order']) => void }) {
  return (
    <Select
      size="xs"
      w={124}
      aria-label="Order"
      data={[...orders]}
      value={value ?? 'NEWEST'}
      allowDeselect={false}
      leftSection={<IconArrowsSort size={14} />}
      onChange={(next) => onChange(next === 'NEWEST' || next === null ? undefined : next)}
    />
  );
}
