import { Text } from '@mantine/core';
import type { DraftState } from './review-types.ts';

/** Where the text is safe at this moment, said honestly. */
export function DraftStateText({ draft, online }: { draft: DraftState; online: boolean }) {
  const said: Record<DraftState, string> = {
    none: '',
    saving: 'Saving the draft…',
    saved: 'Draft saved',
    here: online ? 'Kept in this browser' : 'Kept in this browser; sent when you are back',
    unkept: 'Not kept: this browser stores nothing. Keep the tab open.',
  };
  return (
    <Text size="xs" c={draft === 'unkept' ? 'red' : 'dimmed'} role={draft === 'unkept' ? 'alert' : undefined} style={{ minHeight: 18 }}>
      {said[draft]}
    </Text>
  );
}
