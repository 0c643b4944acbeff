import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useClient } from 'urql';
import { contentOf, sameContent, type PromptContent } from './content.ts';
import type { DraftSession } from './draft-session.ts';
import { Version_query, type PagePrompt } from './prompt-documents.ts';

/** Takes a version back into the draft; asks first where the draft has what is in no version. */
export function useRestore(prompt: PagePrompt, session: DraftSession, onDone: () => void) {
  const client = useClient();

  /** Whether the draft is the same as the version that it began from: then nothing is lost. */
  async function isSafe(): Promise<boolean> {
    const { content, server } = session.get();
    if (server.base === null) return content.messages.every((message) => message.content.trim() === '');
    const { data } = await client
      .query(Version_query, { id: prompt.id, number: server.base }, { requestPolicy: 'cache-first' })
      .toPromise();
    const base = data?.prompt?.version;
    return base !== undefined && base !== null && sameContent(contentOf(base.content), content);
  }

  return async (number: number, content: PromptContent) => {
    const restore = () => {
      const before = session.get().content;
      if (!sameContent(before, content)) session.edit(content, number);
      notifications.show({ color: 'teal', message: `The draft is now as version ${number} was.` });
      onDone();
    };
    if (sameContent(session.get().content, content) || (await isSafe())) return restore();
    modals.openConfirmModal({
      title: `Restore version ${number} into the draft?`,
      children: (
        <Text size="sm">
          The draft has changes that are in no version. They are lost, for everybody, unless you save them as a version first.
        </Text>
      ),
      labels: { confirm: 'Replace the draft', cancel: 'Cancel' },
      confirmProps: { color: 'red', size: 'sm' },
      cancelProps: { size: 'sm' },
      onConfirm: restore,
    });
  };
}
