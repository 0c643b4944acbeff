import { Group } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fixed } from '../evaluators/agreement-words.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { LabelBadge } from '../ui/label-badge.tsx';
import classes from './row-evaluators.module.css';

export const SuggestionCard_suggestion = graphql(`
  fragment SuggestionCard_suggestion on Suggestion @_unmask {
    value
    confidence
    reason
    hidden
    outcome
    version
    evaluator {
      id
      name
    }
    column {
      id
      key
      title
      options {
        id
        value
        color
      }
    }
  }
`);
export type Suggested = ResultOf<typeof SuggestionCard_suggestion>;

interface Props {
  suggestion: Suggested;
  /** What can be done with it, or what became of it. */
  aside?: ReactNode;
}

/** A label that an evaluator suggests: which, how sure, why and who. */
export function SuggestionCard({ suggestion: { value, confidence, reason, evaluator, version, column }, aside }: Props) {
  const color = column.options.find((option) => option.value === value)?.color;
  return (
    <section className={classes.card} aria-label={`Suggestion of ${evaluator.name}`}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Group gap={8} miw={0} wrap="nowrap">
          <IconSparkles size={15} stroke={1.7} aria-hidden style={{ flex: 'none' }} />
          <LabelBadge value={value} color={color} />
          {confidence !== null && (
            <span
              className={classes.by}
              title="How far the score is from the one that passes, by the length of the scale. Not a probability."
            >
              confidence {fixed(confidence)}
            </span>
          )}
        </Group>
        {aside}
      </Group>
      {reason && <div className={classes.reason}>{reason}</div>}
      <div className={classes.by}>
        {column.title || column.key}, by {evaluator.name} v{version}
      </div>
    </section>
  );
}
