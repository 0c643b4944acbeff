import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { ColumnEnvironment } from './deploy-documents.ts';
import { DeleteEnvironment } from './delete-environment.tsx';
import { EnvironmentDialog } from './environment-dialog.tsx';

interface Props {
  environment: ColumnEnvironment;
  /** A project keeps one. */
  isLast: boolean;
  onChanged: () => void;
}

/** What can be done with an environment itself. */
export function EnvironmentMenu({ environment, isLast, onChanged }: Props) {
  const [renaming, rename] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon size="sm" aria-label={`Environment ${environment.name}`}>
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={14} />} onClick={rename.open}>
            Rename
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={14} />} color="red" disabled={isLast} onClick={remove.open}>
            {isLast ? 'Delete (a project keeps one)' : 'Delete'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {renaming && <EnvironmentDialog environment={environment} onClose={rename.close} onSaved={onChanged} />}
      {deleting && <DeleteEnvironment environment={environment} onClose={remove.close} onDeleted={onChanged} />}
    </>
  );
}
