import { Button, Collapse, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { TimeAgo } from '../ui/time-ago.tsx';
import type { PromptContent } from './content.ts';
import { ContentDiff } from './content-diff.tsx';
import type { ServerDraft } from './draft-session.ts';
import classes from './desk.module.css';

interface Props {
  theirs: ServerDraft;
  mine: PromptContent;
  onTake: () => void;
  onKeep: () => void;
}

/** Two people changed the draft at once: nothing is lost until one of both is chosen. */
export function ConflictBanner({ theirs, mine, onTake, onKeep }: Props) {
  const [shown, { toggle }] = useDisclosure(false);
  return (
    <div className={classes.banner} role="alert" aria-label="Somebody else changed the draft">
      <Group gap="sm" justify="space-between">
        <div>
          <Text size="sm" fw={600}>
            Somebody else changed the draft
          </Text>
          <Text size="xs">
            {theirs.by ?? 'Somebody'} saved it <TimeAgo at={theirs.at} />, while you had changes of your own. Yours are still here, and not
            saved.
          </Text>
        </div>
        <Group gap="xs">
          <Button variant="subtle" color="gray" aria-expanded={shown} onClick={toggle}>
            {shown ? 'Hide the difference' : 'See the difference'}
          </Button>
          <Button variant="default" onClick={onTake}>
            Take theirs
          </Button>
          <Button onClick={onKeep}>Keep mine</Button>
        </Group>
      </Group>
      <Collapse expanded={shown}>
        <div style={{ maxHeight: '45vh', overflow: 'auto', marginTop: 10 }}>
          <ContentDiff before={theirs.content} after={mine} names={['Theirs', 'Yours']} />
        </div>
      </Collapse>
    </div>
  );
}
