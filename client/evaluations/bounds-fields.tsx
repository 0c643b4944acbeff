import { Checkbox, Group, NumberInput, Stack } from '@mantine/core';
import type { TypedStart } from './start-input.ts';

type Bounds = Pick<TypedStart, 'budget' | 'requestsPerMinute' | 'cache'>;

const typed = (value: number | string): number | null => (typeof value === 'number' && value > 0 ? value : null);

/** What an evaluation may cost, how fast it may go, and whether it may use answers that are there. */
export function BoundsFields({ bounds, onChange }: { bounds: Bounds; onChange: (change: Partial<Bounds>) => void }) {
  return (
    <Stack gap="sm">
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <NumberInput
          label="Budget"
          description="It pauses when it has cost as much"
          placeholder="no bound"
          prefix="$"
          min={0}
          decimalScale={4}
          value={bounds.budget ?? ''}
          onChange={(value) => onChange({ budget: typed(value) })}
        />
        <NumberInput
          label="Calls a minute"
          description="To models, over all of them"
          placeholder="no bound"
          min={1}
          allowDecimal={false}
          thousandSeparator=","
          value={bounds.requestsPerMinute ?? ''}
          onChange={(value) => onChange({ requestsPerMinute: typed(value) })}
        />
      </Group>
      <Checkbox
        size="xs"
        label="Take answers to the very same requests from earlier calls"
        description="They cost nothing. Without it every model is asked anew."
        checked={bounds.cache}
        onChange={({ currentTarget }) => onChange({ cache: currentTarget.checked })}
      />
    </Stack>
  );
}
