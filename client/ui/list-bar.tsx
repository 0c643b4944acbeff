import { Button, Group, Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { SearchBox } from './search-box.tsx';

interface Archive {
  /** Whether the archived ones are shown too. */
  archived: boolean;
  onArchived(archived: boolean): void;
  /** The button that makes a new one; nothing for those who may not. */
  create: ReactNode;
}

interface Props extends Archive {
  /** What the search box is called. */
  searchLabel: string;
  search: string | undefined;
  onSearch(search: string | undefined): void;
  /** How many are shown, in words. */
  count: string;
}

/** Above a list: search it, see how many there are, show the archived ones too, make a new one. */
export function ListBar({ searchLabel, search, onSearch, count, archived, onArchived, create }: Props) {
  return (
    <Group mb="sm" gap="sm">
      <SearchBox label={searchLabel} value={search} onChange={onSearch} />
      <Text c="dimmed" size="sm" flex={1} miw={80} role="status">
        {count}
      </Text>
      <Switch size="xs" label="Archived too" checked={archived} onChange={(event) => onArchived(event.currentTarget.checked)} />
      {create}
    </Group>
  );
}

/** What can be done where such a list has nothing yet. */
export function EmptyListActions({ archived, onArchived, create }: Archive) {
  return (
    <Group gap="sm" justify="center">
      {create}
      {!archived && (
        <Button variant="subtle" color="gray" c="dimmed" onClick={() => onArchived(true)}>
          Show archived
        </Button>
      )}
    </Group>
  );
}
