import { Button, Code } from '@mantine/core';
import type { ReactNode } from 'react';
import { useProject } from '../app/project.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** No span to show: because of the filter, or because none came yet. */
export function NoSpans({ filtered, onClear, icon }: { filtered: boolean; onClear: () => void; icon: ReactNode }) {
  const { slug } = useProject();
  if (filtered) {
    return (
      <EmptyState
        title="No span is like that"
        icon={icon}
        action={
          <Button variant="default" onClick={onClear}>
            Clear the filter
          </Button>
        }
      >
        Take a condition away, or widen the time range.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No spans yet" icon={icon}>
      Send them through the API’s <Code>importSpans</Code>, or import a file:
      <Code block mt="sm" ta="left">
        npm run import -- spans.jsonl --project {slug}
      </Code>
      They appear here as soon as they are in.
    </EmptyState>
  );
}
