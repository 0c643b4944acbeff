import { Button, Group, useMatches } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRef } from 'react';
import { numberOf } from '../app/ids.ts';
import { KeyHint } from '../ui/key-hint.tsx';

/** What the Review page says in passing: what was filled (with a way back), what was undone, what went wrong aside. */
export function useNotices() {
  // Not over the buttons that one is about to press.
  const position = useMatches({ base: 'top-center', md: 'bottom-left' } as const);
  // Undo takes back the newest fill, so the newest is what must be named: one notice at a time, and each by an id of its own, since
  // a second one of the same id is not shown.
  const shown = useRef('');
  return {
    onFilled: (rowId: string, waits: boolean, undo: () => void) => {
      notifications.hide(shown.current);
      shown.current = `filled ${rowId}`;
      notifications.show({
        id: shown.current,
        color: 'teal',
        position,
        autoClose: 5000,
        message: (
          <Group justify="space-between" wrap="nowrap">
            {waits ? `Your answer to row ${numberOf(rowId)} is in. It waits for others.` : `Row ${numberOf(rowId)} is filled.`}
            <Button size="compact-xs" variant="subtle" onClick={undo}>
              Undo&nbsp;
              <KeyHint keys="mod+Z" />
            </Button>
          </Group>
        ),
      });
    },
    onUndone: (rowId: string, openAgain: boolean) => {
      notifications.hide(shown.current);
      const where = openAgain ? 'is open again.' : 'is back in the queue, but somebody else holds it.';
      notifications.show({ color: 'gray', position, message: `Undone: row ${numberOf(rowId)} ${where}` });
    },
    onNotice: (message: string) => notifications.show({ color: 'orange', position, message }),
  };
}
