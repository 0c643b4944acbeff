import { Loader, Text, Tooltip } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { GradeBadge } from '../evaluators/grade-badge.tsx';
import type { PageTally, Result } from './evaluation-documents.ts';
import { inputsLine, line } from './result-text.ts';
import classes from './evaluations.module.css';

/** The verdict of one evaluator on a result, its reason on hover. */
export function ResultVerdict({ result, versionId }: { result: Result; versionId: string }) {
  const said = result.scores.find((one) => one.evaluatorVersionId === versionId);
  if (!said) {
    if (result.state === 'LEASED') return <Loader size={12} color="gray" aria-label="Under way" />;
    return (
      <Text span size="xs" c="dimmed">
        {result.state === 'WAITING' ? '' : '–'}
      </Text>
    );
  }
  return (
    <Tooltip label={said.reason || 'No reason was given'} multiline maw={420} openDelay={200}>
      <span>
        <GradeBadge grade={said.grade} score={said.score} />
      </span>
    </Tooltip>
  );
}

export function ResultOutput({ result }: { result: Result }) {
  if (result.error) {
    return (
      <Text span size="sm" c="red" truncate>
        {line(result.error)}
      </Text>
    );
  }
  if (result.answered) return <span>{line(result.output) || '(empty)'}</span>;
  return (
    <Text span size="sm" c="dimmed" truncate>
      {result.state === 'WAITING' ? <IconClock size={13} aria-label="Waiting" style={{ verticalAlign: '-2px' }} /> : 'under way…'}
    </Text>
  );
}

interface CardProps {
  result: Result;
  tallies: readonly PageTally[];
  columns: readonly { key: string }[];
}

/** A result on a screen too narrow for columns. */
export function ResultCard({ result, tallies, columns }: CardProps) {
  return (
    <div className={classes.card}>
      <div>
        <Text span size="xs" c="dimmed">
          {result.position}{' '}
        </Text>
        {inputsLine(result.inputs, columns)}
      </div>
      <div>
        <ResultOutput result={result} />
      </div>
      <div className={classes.verdicts}>
        {tallies.map(({ version }) => (
          <ResultVerdict key={version.id} result={result} versionId={version.id} />
        ))}
      </div>
    </div>
  );
}
