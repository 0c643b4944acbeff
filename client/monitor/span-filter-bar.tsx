import { Button, Menu, Popover } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FilterChips } from '../ui/filter-chips.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { OrderMenu } from './order-menu.tsx';
import { chipsOf, conditionNames, withoutChip, type Condition } from './span-chips.ts';
import type { SpanSearch } from './span-search.ts';
import { TimeMenu } from './time-menu.tsx';
import classes from './span-filter-bar.module.css';

interface Props {
  search: SpanSearch;
  onChange: (search: SpanSearch) => void;
}

/** The Monitor's filter: text, time, and any number of conditions as chips. All of it stands in the URL. */
export function SpanFilterBar({ search, onChange }: Props) {
  const [edited, setEdited] = useState<{ condition: Condition; at?: number } | null>(null);
  const chips = chipsOf(search);
  const apply = (change: Partial<SpanSearch>) => {
    setEdited(null);
    onChange({ ...search, ...change });
  };

  return (
    <div className={classes.bar} role="search" aria-label="Filter spans">
      <SearchBox label="Search input and output" value={search.text} onChange={(text) => apply({ text })} />
      <TimeMenu search={search} onChange={apply} />
      <FilterChips
        onClear={() => onChange({ order: search.order, span: search.span })}
        chips={chips.map(({ condition, at, subject, value }) => ({
          key: `${condition} ${at ?? ''}`,
          text: `${subject}: ${value}`,
          label: (
            <>
              {subject} <strong>{value}</strong>
            </>
          ),
          onEdit: () => setEdited({ condition, at }),
          onRemove: () => onChange(withoutChip(search, { condition, at })),
        }))}
      />
      <Popover opened={edited !== null} onDismiss={() => setEdited(null)} width={280} trapFocus withRoles={false} position="bottom-start">
        <Popover.Target>
          <div>
            <Menu>
              <Menu.Target>
                <Button variant="subtle" color="gray" leftSection={<IconFilterPlus size={15} />}>
                  Filter
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {Object.entries(conditionNames).map(([condition, name]) => (
                  <Menu.Item key={condition} onClick={() => setEdited({ condition: condition as Condition })}>
                    {name}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </div>
        </Popover.Target>
        <Popover.Dropdown>
          {edited && <ConditionEditor key={`${edited.condition} ${edited.at ?? ''}`} {...edited} search={search} onApply={apply} />}
        </Popover.Dropdown>
      </Popover>
      <span className={classes.space} />
      <OrderMenu value={search.order} onChange={(order) => apply({ order })} />
    </div>
  );
}
