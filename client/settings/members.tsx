import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { useViewer } from '../session/viewer.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import { AddMember } from './add-member.tsx';
import { MemberActions } from './member-actions.tsx';
import { MemberRole } from './member-role.tsx';
import classes from './settings.module.css';

export const Members_member = graphql(`
  fragment Members_member on Member {
    role
    createdAt
    user {
      id
      name
      email
    }
  }
`);

interface Props {
  members: readonly FragmentOf<typeof Members_member>[];
  canChange: boolean;
  onChanged: () => void;
}

/** Who is in the project, and what they may do. */
export function Members({ members: masked, canChange, onChanged }: Props) {
  const members = readFragment(Members_member, masked);
  const { user: me } = useViewer();
  const [adding, { open, close }] = useDisclosure(false);
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={3}>Members</Title>
        {canChange && (
          <Button leftSection={<IconUserPlus size={15} />} onClick={open}>
            Add a member
          </Button>
        )}
      </Group>
      <div className={classes.box}>
        <Table verticalSpacing={7} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Role</Table.Th>
              <Table.Th>Since</Table.Th>
              {canChange && <Table.Th aria-label="Actions" />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {members.map(({ user, role, createdAt }) => (
              <Table.Tr key={user.id}>
                <Table.Td>
                  <Group gap={8} wrap="nowrap">
                    <UserAvatar name={user.name} size={26} />
                    <div>
                      <Text size="sm" fw={550}>
                        {user.name}
                        {user.id === me.id && (
                          <Text span size="xs" c="dimmed">
                            {' '}
                            (you)
                          </Text>
                        )}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {user.email}
                      </Text>
                    </div>
                  </Group>
                </Table.Td>
                <Table.Td>
                  <MemberRole email={user.email} role={role} canChange={canChange && user.id !== me.id} onChanged={onChanged} />
                </Table.Td>
                <Table.Td c="dimmed">
                  <TimeAgo at={createdAt} />
                </Table.Td>
                {canChange && (
                  <Table.Td ta="right">
                    {user.id !== me.id && <MemberActions userId={user.id} name={user.name} onChanged={onChanged} />}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {adding && <AddMember onClose={close} onAdded={onChanged} />}
    </section>
  );
}
