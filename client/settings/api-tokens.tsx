import { Button, Code, Group, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { roleNames } from '../session/roles.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { CreateToken } from './create-token.tsx';
import { RevokeToken } from './revoke-token.tsx';
import classes from './settings.module.css';

export const ApiTokens_token = graphql(`
  fragment ApiTokens_token on ApiToken {
    id
    name
    hint
    role
    createdAt
    lastUsedAt
    user {
      id
      name
    }
  }
`);

interface Props {
  tokens: readonly FragmentOf<typeof ApiTokens_token>[];
  onChanged: () => void;
}

/** Keys by which programs act in the project. */
export function ApiTokens({ tokens: masked, onChanged }: Props) {
  const tokens = readFragment(ApiTokens_token, masked);
  const [creating, { open, close }] = useDisclosure(false);
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={3}>API tokens</Title>
        <Button variant="default" leftSection={<IconPlus size={15} />} onClick={open}>
          New token
        </Button>
      </Group>
      <div className={classes.box}>
        {tokens.length === 0 ? (
          <EmptyState title="No tokens" icon={<IconKey size={22} stroke={1.6} />}>
            A token lets a program import spans, claim rows and read results through the API: send it as{' '}
            <Code>Authorization: Bearer …</Code>
          </EmptyState>
        ) : (
          <Table verticalSpacing={7} fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>Token</Table.Th>
                <Table.Th>Role</Table.Th>
                <Table.Th>Acts as</Table.Th>
                <Table.Th>Last used</Table.Th>
                <Table.Th aria-label="Actions" />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tokens.map((token) => (
                <Table.Tr key={token.id}>
                  <Table.Td fw={550}>{token.name}</Table.Td>
                  <Table.Td>
                    <Code>{token.hint}…</Code>
                  </Table.Td>
                  <Table.Td>{roleNames[token.role]}</Table.Td>
                  <Table.Td>{token.user.name}</Table.Td>
                  <Table.Td c="dimmed">{token.lastUsedAt ? <TimeAgo at={token.lastUsedAt} /> : <Text size="sm">never</Text>}</Table.Td>
                  <Table.Td ta="right">
                    <RevokeToken id={token.id} name={token.name} onRevoked={onChanged} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </div>
      {creating && <CreateToken onClose={close} onCreated={onChanged} />}
    </section>
  );
}
