import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ButtonLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** No row to show: because of the filter, or because the dataset is empty. */
export function NoRows({ filtered, onClear, icon }: { filtered: boolean; onClear: () => void; icon: ReactNode }) {
  const { slug } = useProject();
  if (filtered) {
    return (
      <EmptyState
        title="No row is like that"
        icon={icon}
        action={
          <Button variant="default" onClick={onClear}>
            Clear the filter
          </Button>
        }
      >
        Rows that come to match appear here by themselves.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No rows yet"
      icon={icon}
      action={
        <ButtonLink to="/p/$project/monitor" params={{ project: slug }}>
          Pick spans in the Monitor
        </ButtonLink>
      }
    >
      Add spans from the Monitor, upload a CSV or JSON Lines file, or add a row by hand. The first spans give the dataset its columns.
    </EmptyState>
  );
}
