import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { EmptyState } from './empty-state.tsx';

interface Props {
  title?: string;
  /** What happened, in a sentence. */
  message: string;
  retry?: () => void;
}

/** Something did not load: says what happened, and lets one try again. */
export function ErrorState({ title = 'This could not be loaded', message, retry }: Props) {
  return (
    <div role="alert">
      <EmptyState
        title={title}
        icon={<IconAlertTriangle size={22} stroke={1.6} />}
        action={
          retry && (
            <Button variant="default" leftSection={<IconRefresh size={14} />} onClick={retry}>
              Try again
            </Button>
          )
        }
      >
        {message}
      </EmptyState>
    </div>
  );
}
