import { Badge, Button } from '@mantine/core';
import { IconGitCommit } from '@tabler/icons-react';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import type { DraftSession, DraftState } from './draft-session.ts';
import type { PagePrompt } from './prompt-documents.ts';
import { PromptMenu } from './prompt-menu.tsx';
import { SaveStateText } from './save-state.tsx';
import classes from './desk.module.css';

interface Props {
  prompt: PagePrompt;
  session: DraftSession;
  draft: DraftState;
  mayEdit: boolean;
  mayRun: boolean;
  onSaveVersion: () => void;
}

/** Where the draft comes from and who changed it, whether it is saved, and making it a version. */
export function PromptHeader({ prompt, session, draft, mayEdit, mayRun, onSaveVersion }: Props) {
  const { base, by, at } = draft.server;
  return (
    <div className={classes.header}>
      <div className={classes.about}>
        {prompt.archivedAt ? (
          <Badge color="gray" size="sm">
            Archived
          </Badge>
        ) : (
          <Badge color="gray" size="sm" style={{ flex: 'none' }}>
            {base === null ? 'Draft' : `Draft from v${base}`}
          </Badge>
        )}
        {by && <UserAvatar name={by} size={18} />}
        <span title={prompt.description || undefined}>
          {by ? `${by}, ` : ''}
          <TimeAgo at={at} />
          {prompt.description && ` · ${prompt.description}`}
        </span>
      </div>
      {mayEdit && <SaveStateText draft={draft} />}
      {mayEdit && (
        <Button leftSection={<IconGitCommit size={15} />} onClick={onSaveVersion} disabled={draft.save === 'conflict'} title="Ctrl or ⌘ S">
          Save as version
        </Button>
      )}
      <PromptMenu prompt={prompt} session={session} mayChange={mayRun} />
    </div>
  );
}
