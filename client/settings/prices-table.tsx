import { ActionIcon, Button, Input, NumberInput, Table, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';

/** A price as it is typed. */
export interface TypedPrice {
  model: string;
  in: number | string;
  out: number | string;
}

interface Props {
  prices: TypedPrice[];
  onChange: (prices: TypedPrice[]) => void;
}

/** What models cost, in US dollars for a million tokens. Goes before the list prices that are known. */
export function PricesTable({ prices, onChange }: Props) {
  const set = (at: number, part: Partial<TypedPrice>) =>
    onChange(prices.map((price, place) => (place === at ? { ...price, ...part } : price)));
  const amount = (at: number, side: 'in' | 'out', label: string) => (
    <NumberInput
      size="xs"
      hideControls
      min={0}
      decimalScale={6}
      prefix="$"
      aria-label={`${label} of price ${at + 1}`}
      value={prices[at]?.[side] ?? ''}
      onChange={(value) => set(at, { [side]: value })}
    />
  );
  return (
    <Input.Wrapper
      label="Prices"
      labelElement="div"
      description="US dollars for a million tokens. Only where the list prices are wrong or unknown."
    >
      {prices.length > 0 && (
        <Table mt={6} verticalSpacing={4} horizontalSpacing={4} withRowBorders={false} fz="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Model</Table.Th>
              <Table.Th w={96}>Sent</Table.Th>
              <Table.Th w={96}>Answered</Table.Th>
              <Table.Th w={34} aria-label="Actions" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {prices.map((price, at) => (
              <Table.Tr key={at}>
                <Table.Td>
                  <TextInput
                    size="xs"
                    aria-label={`Model of price ${at + 1}`}
                    value={price.model}
                    onChange={(event) => set(at, { model: event.currentTarget.value })}
                  />
                </Table.Td>
                <Table.Td>{amount(at, 'in', 'Sent')}</Table.Td>
                <Table.Td>{amount(at, 'out', 'Answered')}</Table.Td>
                <Table.Td>
                  <ActionIcon aria-label={`Remove price ${at + 1}`} onClick={() => onChange(prices.filter((_, place) => place !== at))}>
                    <IconTrash size={14} />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <div>
        <Button
          mt={8}
          variant="default"
          size="compact-xs"
          leftSection={<IconPlus size={13} />}
          onClick={() => onChange([...prices, { model: '', in: '', out: '' }])}
        >
          Add a price
        </Button>
      </div>
    </Input.Wrapper>
  );
}
