import { Group, Skeleton, Table, Text } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { numberOf } from '../app/ids.ts';
import { graphql } from '../graphql/graphql.ts';
import { PersonAvatar } from '../presence/person-avatar.tsx';
import { people, type Here } from '../presence/use-presence.ts';
import { spell } from '../review/review-facts.ts';
import { Panel } from './panel.tsx';

const ByReviewer_pace = graphql(`
  query ByReviewer_pace($datasetId: ID!) {
    dataset(id: $datasetId) {
      id
      pace(minutes: 60) {
        filled
        claimed
        medianSeconds
        user {
          id
          name
        }
      }
    }
  }
`);

/** How fast everybody is. Asked again when the sizes moved, at most every three seconds; never on a clock. */
export function usePace(datasetId: string, cursor: string | undefined) {
  const moved = useThrottledValue(cursor, 3000);
  const [{ data }, again] = useQuery({ query: ByReviewer_pace, variables: { datasetId } });
  useEffect(() => {
    if (moved) again({ requestPolicy: 'network-only' });
  }, [moved, again]);
  return data?.dataset?.pace;
}

interface Props {
  pace: ReturnType<typeof usePace>;
  here: readonly Here[];
}

/** Who did what in the last hour, and what they are at. */
export function ByReviewer({ pace, here }: Props) {
  const present = new Map(people(here).map((one) => [one.user.id, one]));
  const known = new Set(pace?.map((one) => one.user.id));
  const idle = people(here)
    .filter((one) => !known.has(one.user.id))
    .map(({ user }) => ({ user, filled: 0, claimed: 0, medianSeconds: null }));
  const all = pace && [...pace, ...idle].sort((a, b) => b.filled - a.filled);
  const at = (id: string) => {
    const one = present.get(id);
    if (!one) return '';
    return one.rowId ? `reads row ${numberOf(one.rowId)}` : 'here';
  };
  return (
    <Panel title="By reviewer, last hour">
      {!all && <Skeleton h={140} />}
      {all?.length === 0 && <Text c="dimmed">Nobody has reviewed in the last hour.</Text>}
      {all && all.length > 0 && (
        <Table verticalSpacing={6} horizontalSpacing={6} withRowBorders={false}>
          <Table.Thead>
            <Table.Tr c="dimmed" fz="xs">
              <Table.Th>Reviewer</Table.Th>
              <Table.Th ta="right">Filled</Table.Th>
              <Table.Th ta="right">Half within</Table.Th>
              <Table.Th ta="right">Holds</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {all.map(({ user, filled, claimed, medianSeconds }) => (
              <Table.Tr key={user.id}>
                <Table.Td>
                  <Group gap={8} wrap="nowrap">
                    <PersonAvatar name={user.name} size={22} here={present.has(user.id)} />
                    <div>
                      <Text size="sm">{user.name}</Text>
                      <Text size="xs" c="dimmed">
                        {at(user.id)}
                      </Text>
                    </div>
                  </Group>
                </Table.Td>
                <Table.Td ta="right" fw={600}>
                  {filled}
                </Table.Td>
                <Table.Td ta="right">{medianSeconds === null ? '–' : spell(medianSeconds)}</Table.Td>
                <Table.Td ta="right">{claimed}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
