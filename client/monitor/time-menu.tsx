import { Button, Group, Menu, Popover, Stack, TextInput } from '@mantine/core';
import { IconCalendarTime, IconCheck } from '@tabler/icons-react';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Ago, SpanSearch } from './span-search.ts';

const names: Record<Ago, string> = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '6h': 'Last 6 hours',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
};
const local = (at: string | undefined): string => (at ? dayjs(at).format('YYYY-MM-DDTHH:mm') : '');
const short = (at: string): string => dayjs(at).format('D MMM HH:mm');

function label({ ago, from, to }: SpanSearch): string {
  if (ago) return names[ago];
  if (from && to) return `${short(from)} – ${short(to)}`;
  if (from) return `Since ${short(from)}`;
  return to ? `Until ${short(to)}` : 'All time';
}

interface Props {
  search: SpanSearch;
  onChange: (change: Pick<SpanSearch, 'ago' | 'from' | 'to'>) => void;
}

/** The time range: one that moves with the clock, or two moments. */
export function TimeMenu({ search, onChange }: Props) {
  const [custom, setCustom] = useState(false);
  const [from, setFrom] = useState(local(search.from));
  const [to, setTo] = useState(local(search.to));
  const iso = (text: string) => (text ? dayjs(text).toISOString() : undefined);
  const apply = () => {
    setCustom(false);
    onChange({ ago: undefined, from: iso(from), to: iso(to) });
  };
  return (
    <Popover opened={custom} onDismiss={() => setCustom(false)} width={250} trapFocus withRoles={false} position="bottom-start">
      <Popover.Target>
        <div>
          <Menu>
            <Menu.Target>
              <Button variant="default" leftSection={<IconCalendarTime size={14} />}>
                {label(search)}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => onChange({ ago: undefined, from: undefined, to: undefined })}>All time</Menu.Item>
              {Object.entries(names).map(([ago, name]) => (
                <Menu.Item
                  key={ago}
                  rightSection={search.ago === ago && <IconCheck size={14} />}
                  onClick={() => onChange({ ago: ago as Ago, from: undefined, to: undefined })}
                >
                  {name}
                </Menu.Item>
              ))}
              <Menu.Divider />
              <Menu.Item onClick={() => setCustom(true)}>From … to …</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TextInput
            type="datetime-local"
            label="From"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput type="datetime-local" label="To" value={to} onChange={(event) => setTo(event.currentTarget.value)} />
          <Group justify="flex-end">
            <Button onClick={apply}>Apply</Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
