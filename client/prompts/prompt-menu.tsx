import { ActionIcon, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconArchive, IconArchiveOff, IconDots, IconDownload, IconPencil } from '@tabler/icons-react';
import { useClient, useMutation } from 'urql';
import { outcome } from '../graphql/refusal.ts';
import { DescribePrompt } from './describe-prompt.tsx';
import { downloadPrompt } from './download.ts';
import type { DraftSession } from './draft-session.ts';
import { UpdatePrompt_mutation, type PagePrompt } from './prompt-documents.ts';

interface Props {
  prompt: PagePrompt;
  session: DraftSession;
  mayChange: boolean;
}

/** What is done with a prompt as a whole: export, rename, describe, archive. */
export function PromptMenu({ prompt, session, mayChange }: Props) {
  const client = useClient();
  const [describing, { open, close }] = useDisclosure(false);
  const [, update] = useMutation(UpdatePrompt_mutation);
  const archive = async (archived: boolean) => {
    const { done, problem } = outcome(await update({ input: { id: prompt.id, archived } }), 'updatePrompt');
    if (!done) notifications.show({ color: 'red', title: `${prompt.name} is as it was`, message: problem });
    else notifications.show({ color: 'teal', message: archived ? `${prompt.name} is archived.` : `${prompt.name} is in use again.` });
  };
  const ask = () =>
    modals.openConfirmModal({
      title: `Archive ${prompt.name}?`,
      children: (
        <Text size="sm">
          It goes out of sight, and nobody changes it meanwhile. Versions, and what names them, stay. It can be brought back.
        </Text>
      ),
      labels: { confirm: 'Archive', cancel: 'Cancel' },
      confirmProps: { size: 'sm' },
      cancelProps: { size: 'sm' },
      onConfirm: () => void archive(true),
    });
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon size="md" aria-label="More about this prompt">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconDownload size={15} />}
            onClick={() => void session.settled().then(() => downloadPrompt(client, prompt.id, 'draft'))}
          >
            Download the draft
          </Menu.Item>
          {prompt.latest && (
            <Menu.Item
              leftSection={<IconDownload size={15} />}
              onClick={() => void downloadPrompt(client, prompt.id, prompt.latest?.number ?? 'draft')}
            >
              Download version {prompt.latest.number}
            </Menu.Item>
          )}
          {mayChange && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={open}>
                Rename or describe
              </Menu.Item>
              {prompt.archivedAt ? (
                <Menu.Item leftSection={<IconArchiveOff size={15} />} onClick={() => void archive(false)}>
                  Bring back
                </Menu.Item>
              ) : (
                <Menu.Item leftSection={<IconArchive size={15} />} onClick={ask}>
                  Archive
                </Menu.Item>
              )}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {describing && <DescribePrompt prompt={prompt} onClose={close} />}
    </>
  );
}
