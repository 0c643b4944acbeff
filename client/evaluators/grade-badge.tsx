import { Badge } from '@mantine/core';
import { IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import type { Grade } from './evaluator-documents.ts';

export const grades: Record<Grade, { name: string; color: string; icon: typeof IconCheck }> = {
  PASS: { name: 'Pass', color: 'teal', icon: IconCheck },
  FAIL: { name: 'Fail', color: 'red', icon: IconX },
  UNKNOWN: { name: 'Unknown', color: 'gray', icon: IconHelp },
};

interface Props {
  grade: Grade;
  score?: number | null;
  size?: 'sm' | 'md' | 'lg';
}

/** A score in few digits. Rounded down, so that what just fails does not look as if it had passed. */
export const scoreText = (score: number): string => String(Math.floor(score * 100 + 1e-9) / 100).replace('-', '−');

/** Whether a score says no more than its grade: 1 of what passes, 0 of what fails. */
const saysNoMore = (grade: Grade, score: number): boolean => (grade === 'PASS' && score === 1) || (grade === 'FAIL' && score === 0);

/** A verdict: told by its sign and its word, not by its colour alone. */
export function GradeBadge({ grade, score, size = 'sm' }: Props) {
  const { name, color, icon: Icon } = grades[grade];
  return (
    <Badge
      color={color}
      size={size}
      leftSection={<Icon size={size === 'lg' ? 15 : 12} stroke={2.4} aria-hidden />}
      style={{ flex: 'none' }}
    >
      {name}
      {score !== undefined && score !== null && !saysNoMore(grade, score) && <span data-figures> {scoreText(score)}</span>}
    </Badge>
  );
}
