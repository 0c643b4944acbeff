import { Button, Popover, SegmentedControl } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FilterBuilder } from '../queue/filter-builder/filter-builder.tsx';
import { FilterChips } from '../ui/filter-chips.tsx';
import { describe, sentence } from './describe.ts';
import { allOf, conditionsOf, onColumn, type RowFilter } from './row-filter.ts';
import { statusIn, withStatus } from './status-filter.ts';
import { useFilterChoices } from './use-filter-choices.ts';

interface Props {
  filter?: RowFilter;
  onChange: (filter: RowFilter | undefined) => void;
}

/** A row filter as chips, with the usual question (still in the queue, or filled) in front. */
export function RowFilterBar({ filter, onChange }: Props) {
  const [building, setBuilding] = useState<{ draft: RowFilter | undefined } | null>(null);
  const choices = useFilterChoices();
  const status = statusIn(filter);
  const conditions = conditionsOf(filter);
  const isStatus = (one: RowFilter) => status !== 'all' && one.column?.column === 'annotation_status' && one.column.equals === status;
  const others = conditions.filter((one) => !isStatus(one));

  const chips = others.map((condition, at) => {
    const words = describe(condition, choices);
    return {
      key: `${at} ${JSON.stringify(condition)}`,
      text: sentence(words),
      label: (
        <>
          {words.subject} {words.verb} <strong>{words.object}</strong>
        </>
      ),
      onEdit: () => setBuilding({ draft: filter }),
      onRemove: () => onChange(allOf(conditions.filter((one) => one !== condition))),
    };
  });
  const apply = () => {
    setBuilding(null);
    onChange(building?.draft);
  };

  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label="Status"
        value={status}
        onChange={(next) => onChange(withStatus(filter, next))}
        data={[
          { value: 'all', label: 'All' },
          { value: 'empty', label: 'Queue' },
          { value: 'filled', label: 'Filled' },
        ]}
      />
      <FilterChips
        chips={chips}
        onClear={() => onChange(status === 'all' ? undefined : onColumn({ column: 'annotation_status', equals: status }))}
      />
      <Popover
        opened={building !== null}
        onDismiss={() => setBuilding(null)}
        closeOnClickOutside={false}
        width={560}
        trapFocus
        position="bottom-start"
        withinPortal
      >
        <Popover.Target>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconFilterPlus size={15} />}
            onClick={() => setBuilding(building ? null : { draft: filter })}
          >
            Filter
          </Button>
        </Popover.Target>
        <Popover.Dropdown maw="96vw">
          {building && <FilterBuilder {...choices} initial={filter} onChange={(draft) => setBuilding({ draft })} />}
          <Button mt="sm" ml="auto" display="block" onClick={apply}>
            Apply
          </Button>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
