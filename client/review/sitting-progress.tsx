import { Text, Tooltip } from '@mantine/core';
import { sitting, spell } from './review-facts.ts';
import type { ReviewState } from './review-types.ts';

/** What this sitting came to so far. */
export function SittingProgress({ state }: { state: ReviewState }) {
  const { done, skipped, medianSeconds } = sitting(state);
  if (done === 0 && skipped === 0) return null;
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  return (
    <Tooltip
      label={`This sitting: ${done} filled${skips}${medianSeconds === null ? '' : `, half of them in ${spell(medianSeconds)} or less`}`}
    >
      <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {done > 0 ? <b>{done} done</b> : `${skipped} skipped`}
        {medianSeconds === null ? '' : ` · ${spell(medianSeconds)}`}
      </Text>
    </Tooltip>
  );
}
