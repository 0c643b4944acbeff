import { ActionIcon, Button, Group, Skeleton, Text } from '@mantine/core';
import { IconArrowLeft, IconArrowBackUp, IconColumns2, IconDownload } from '@tabler/icons-react';
import { useClient } from 'urql';
import { ProblemText } from '../ui/problem-text.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import { ContentRead } from './content-read.tsx';
import { downloadPrompt } from './download.ts';
import type { DraftSession, DraftState } from './draft-session.ts';
import type { PagePrompt } from './prompt-documents.ts';
import { useRestore } from './use-restore.tsx';
import { useSide } from './use-side.ts';
import classes from './versions.module.css';

interface Props {
  prompt: PagePrompt;
  session: DraftSession;
  draft: DraftState;
  number: number;
  mayEdit: boolean;
  onCompare: (sides: string) => void;
  onClose: () => void;
}

/** A version as it was saved, to be read; compared with the draft, or taken back into it. */
export function VersionView({ prompt, session, draft, number, mayEdit, onCompare, onClose }: Props) {
  const client = useClient();
  const { content, version, problem } = useSide(prompt.id, number, draft.content);
  const restore = useRestore(prompt, session, onClose);
  return (
    <section className={classes.view} aria-label={`Version ${number}`}>
      <Group gap={6} className={classes.bar}>
        <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={14} />} onClick={onClose}>
          Back
        </Button>
        <Text fw={600} size="sm" flex={1} miw={90}>
          Version {number}
        </Text>
        <Button variant="default" leftSection={<IconColumns2 size={14} />} onClick={() => onCompare(`${number}..draft`)}>
          Compare with draft
        </Button>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={`Download version ${number}`}
          title="Download"
          onClick={() => void downloadPrompt(client, prompt.id, number)}
        >
          <IconDownload size={15} />
        </ActionIcon>
        {mayEdit && (
          <Button
            leftSection={<IconArrowBackUp size={14} />}
            disabled={!content || draft.save === 'conflict'}
            onClick={() => content && void restore(number, content)}
          >
            Restore
          </Button>
        )}
      </Group>
      {version && (
        <div className={classes.about}>
          {version.author && <UserAvatar name={version.author.name} size={20} />}
          <span>
            {version.author?.name} <TimeAgo at={version.createdAt} />
          </span>
          {version.notes && <p>{version.notes}</p>}
        </div>
      )}
      {content ? (
        <ContentRead content={content} />
      ) : problem ? (
        <ProblemText>{problem}</ProblemText>
      ) : (
        <Skeleton h={240} role="status" aria-label="Loading" />
      )}
    </section>
  );
}
