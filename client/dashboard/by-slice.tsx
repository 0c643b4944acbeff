import { Group, Progress, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { PersonAvatar } from '../presence/person-avatar.tsx';
import { lastsFor, percentDone } from '../queue/pace.ts';
import { counted } from '../ui/format.ts';
import { RowCountText } from '../ui/row-count-text.tsx';
import classes from './dashboard.module.css';
import { Panel } from './panel.tsx';

export const BySlice_slice = graphql(`
  fragment BySlice_slice on Slice {
    id
    name
    color
    size {
      value
      exact
    }
    total {
      value
      exact
    }
    holders {
      count
      user {
        id
        name
      }
    }
    filledLastHour
  }
`);

/** How each slice stands. */
export function BySlice({ slices }: { slices: readonly FragmentOf<typeof BySlice_slice>[] | undefined }) {
  const read = slices?.map((slice) => readFragment(BySlice_slice, slice));
  return (
    <Panel title="By slice">
      {read?.length === 0 && <Text c="dimmed">No slices yet. They are made on the Queue page.</Text>}
      {read && read.length > 0 && (
        <Table verticalSpacing={8} horizontalSpacing={6} withRowBorders={false}>
          <Table.Tbody>
            {read.map((slice) => (
              <Table.Tr key={slice.id}>
                <Table.Td>
                  <Stack gap={3}>
                    <Group gap={6} wrap="nowrap" justify="space-between">
                      <Text
                        size="sm"
                        fw={550}
                        renderRoot={(props) => (
                          <Link
                            {...props}
                            className={classes.link}
                            from="/p/$project/d/$dataset/dashboard"
                            to="../queue"
                            search={{ slice: slice.id }}
                          />
                        )}
                      >
                        {slice.name}
                      </Text>
                      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                        {lastsFor(slice.size.value, slice.filledLastHour)}
                      </Text>
                    </Group>
                    <Progress
                      size={6}
                      color={slice.color || 'gray'}
                      value={percentDone(slice.size.value, slice.total.value)}
                      aria-label={`${slice.name} filled`}
                    />
                  </Stack>
                </Table.Td>
                <Table.Td w={86} ta="right">
                  <RowCountText count={slice.size} one="left" many="left" />
                </Table.Td>
                <Table.Td w={62} ta="right" c="dimmed">
                  {slice.filledLastHour}/h
                </Table.Td>
                <Table.Td w={76}>
                  <Group gap={3} wrap="nowrap">
                    {slice.holders.slice(0, 3).map(({ user, count }) => (
                      <PersonAvatar key={user.id} name={user.name} doing={`holds ${counted(count, 'row')}`} size={20} here />
                    ))}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
