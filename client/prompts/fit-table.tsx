import { Badge, Code, Table, Text } from '@mantine/core';

const roles = { INPUT: 'input', OUTPUT: 'output', ANNOTATION: 'annotation' } as const;

interface Props {
  variables: readonly { name: string; column: { key: string; title: string; role: keyof typeof roles } | null }[];
}

/** Which column fills which variable. */
export function FitTable({ variables }: Props) {
  return (
    <Table fz="sm" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Variable</Table.Th>
          <Table.Th>Filled by</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {variables.map(({ name, column }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <Code>{name}</Code>
            </Table.Td>
            <Table.Td>
              {column ? (
                <>
                  {column.title || column.key}{' '}
                  <Text span size="xs" c="dimmed">
                    {roles[column.role]}
                  </Text>
                </>
              ) : (
                <Badge color="red" size="sm">
                  No column
                </Badge>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
