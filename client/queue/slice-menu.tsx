import { ActionIcon, Menu } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconArrowsSplit, IconDots, IconLink, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react';
import { useMutation } from 'urql';
import { outcome } from '../graphql/refusal.ts';
import { Slice_delete } from './slice-documents.ts';

interface Props {
  slice: { id: string; name: string };
  mayEdit: boolean;
  onEdit: () => void;
  onSplit: () => void;
  /** For administrators. */
  onReviews?: () => void;
  onDeleted: () => void;
}

/** Puts a link to what is shown on the clipboard, or shows it where that is not allowed. */
export async function share(slice: string) {
  const link = new URL(location.href);
  link.search = `?slice=${encodeURIComponent(slice)}`;
  try {
    await navigator.clipboard.writeText(link.href);
    notifications.show({ color: 'teal', message: 'The link is on the clipboard. Whoever is in the project can open it.' });
  } catch {
    notifications.show({ autoClose: false, title: 'Copy this link', message: link.href });
  }
}

export function SliceMenu({ slice, mayEdit, onEdit, onSplit, onReviews, onDeleted }: Props) {
  const [, remove] = useMutation(Slice_delete);
  async function onDelete() {
    const { done, problem } = outcome(await remove({ input: { id: slice.id } }), 'deleteSlice');
    if (done) onDeleted();
    else notifications.show({ color: 'red', message: problem });
  }
  const ask = () =>
    modals.openConfirmModal({
      title: `Delete the slice “${slice.name}”?`,
      children: 'Its rows stay as they are, claims too; only the slice goes.',
      labels: { confirm: 'Delete the slice', cancel: 'Keep it' },
      confirmProps: { color: 'red' },
      onConfirm: () => void onDelete(),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" aria-label={`More about ${slice.name}`}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={14} />} onClick={() => void share(slice.id)}>
          Copy the link
        </Menu.Item>
        {mayEdit && (
          <>
            <Menu.Item leftSection={<IconPencil size={14} />} onClick={onEdit}>
              Edit
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowsSplit size={14} />} onClick={onSplit}>
              Split
            </Menu.Item>
            {onReviews && (
              <Menu.Item leftSection={<IconUsers size={14} />} onClick={onReviews}>
                Reviews of each row
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconTrash size={14} />} color="red" onClick={ask}>
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
