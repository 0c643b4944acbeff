import { Text } from '@mantine/core';
import { numberOf } from '../app/ids.ts';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import type { ShownGate } from './deploy-documents.ts';
import { gateWords, shareWords } from './gate-words.ts';
import classes from './deploy.module.css';

/** What a gate asks for, over which rows, and who set it. */
export function GateSummary({ gate }: { gate: ShownGate | null }) {
  const { slug } = useProject();
  if (!gate) {
    return (
      <Text size="sm" c="dimmed">
        None: every version may run. A gate asks that a version was evaluated, and was good enough, before it does.
      </Text>
    );
  }
  const { dataset, slice, wholeDataset, rules, updatedBy, updatedAt } = gate;
  const isGone = !dataset || (!wholeDataset && !slice);
  return (
    <div className={classes.gate}>
      {isGone ? (
        <Text size="sm" c="red" role="note">
          The {dataset ? 'slice' : 'dataset'} that it looks at is gone: nothing passes until the gate is changed.
        </Text>
      ) : (
        <p>
          Over the rows of{' '}
          <TextLink size="sm" underline="always" to="/p/$project/d/$dataset/grid" params={{ project: slug, dataset: numberOf(dataset.id) }}>
            {dataset.name}
          </TextLink>
          {slice && `, in the slice ${slice.name}`}:
        </p>
      )}
      <ul>
        {gateWords(gate).map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
      <p className={classes.quiet}>
        At most {shareWords(rules.maxUnknown)} of grades unknown, {shareWords(rules.maxStale)} of rows not evaluated as they are now.
        {' Set '}
        {updatedBy && `by ${updatedBy.name} `}
        <TimeAgo at={updatedAt} />.
      </p>
    </div>
  );
}
