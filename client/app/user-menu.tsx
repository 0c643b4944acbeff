import { ActionIcon, Menu, Text, VisuallyHidden } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useSignOut } from '../session/sign-out.tsx';
import { useViewer } from '../session/viewer.tsx';
import { roleNames } from '../session/roles.ts';
import { UserAvatar } from '../ui/user-avatar.tsx';
import { useProject } from './project.tsx';

/** Oneself: name, role, sign out. */
export function UserMenu() {
  const { user } = useViewer();
  const { viewerRole } = useProject();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon size="md" radius="xl">
          <UserAvatar name={user.name} size={24} />
          <VisuallyHidden>Account of {user.name}</VisuallyHidden>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {user.name}
          </Text>
          <Text size="xs" truncate>
            {user.email}
          </Text>
          <Text size="xs">{roleNames[viewerRole]} in this project</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
