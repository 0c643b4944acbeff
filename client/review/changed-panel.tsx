import { Alert, Button, Group, Table, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { asText } from '../ui/format.ts';
import { conflicts } from './review-state.ts';
import type { Meanwhile, OpenRow } from './review-types.ts';

interface Props {
  open: OpenRow;
  meanwhile: Meanwhile;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Somebody changed the row while it was being typed in: both texts, side by side, and a choice. Nothing is overwritten. */
export function ChangedPanel({ open, meanwhile, onKeepMine, onTakeTheirs }: Props) {
  return (
    <Alert
      color="yellow"
      role="alertdialog"
      aria-label="The row changed meanwhile"
      icon={<IconArrowsDiff size={18} />}
      title="The row changed meanwhile"
    >
      <Text size="sm">Somebody wrote into this row while you were at it. Which answer shall stand in the form? Nothing is sent yet.</Text>
      <Table my="xs" fz="xs" withRowBorders={false} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th>Yours</Table.Th>
            <Table.Th>Theirs</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {conflicts(open.typed, meanwhile.values).map((key) => (
            <Table.Tr key={key}>
              <Table.Th>{key}</Table.Th>
              <Table.Td>{asText(open.typed[key]) || '(empty)'}</Table.Td>
              <Table.Td>{asText(meanwhile.values[key]) || '(empty)'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group gap="xs">
        <Button onClick={onKeepMine}>Keep mine</Button>
        <Button variant="default" onClick={onTakeTheirs}>
          Take theirs
        </Button>
      </Group>
    </Alert>
  );
}
