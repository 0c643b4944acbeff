import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  onCancel(): void;
  /** The button that does it. */
  children: ReactNode;
}

/** The end of a dialog or a form: away again, or on with it. */
export function DialogButtons({ onCancel, children }: Props) {
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" size="sm" onClick={onCancel}>
        Cancel
      </Button>
      {children}
    </Group>
  );
}
