import { Group, Text } from '@mantine/core';
import { dollars } from '../ui/format.ts';
import { JsonView } from '../ui/json-view.tsx';
import type { Verdict } from './evaluator-documents.ts';
import { GradeBadge } from './grade-badge.tsx';
import classes from './evaluators.module.css';

type Props = Pick<Verdict, 'grade' | 'score' | 'reason' | 'cost' | 'raw'> & { title?: string; aside?: React.ReactNode };

/** A verdict in full: the grade, the score, why, what it cost, and what came back before it was understood. */
export function VerdictView({ grade, score, reason, cost, raw, title, aside }: Props) {
  return (
    <div className={classes.verdict} data-grade={grade}>
      <Group justify="space-between" gap="xs" mb={reason ? 6 : 0}>
        <Group gap={8}>
          {title && <Text fw={600}>{title}</Text>}
          <GradeBadge grade={grade} score={score} />
        </Group>
        <Group gap={8}>
          {aside}
          {cost !== null && (
            <Text size="xs" c="dimmed" data-figures>
              {dollars(cost)}
            </Text>
          )}
        </Group>
      </Group>
      {reason}
      {raw !== null && (
        <details style={{ marginTop: 8 }}>
          <summary className={classes.quiet}>What came back</summary>
          {typeof raw === 'string' ? (
            <Text size="xs" ff="monospace" style={{ whiteSpace: 'pre-wrap' }}>
              {raw}
            </Text>
          ) : (
            <JsonView value={raw} />
          )}
        </details>
      )}
    </div>
  );
}
