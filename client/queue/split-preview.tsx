import { Group, Progress, Stack, Text } from '@mantine/core';
import { counted } from '../ui/format.ts';
import type { Part } from './split-plan.ts';

/** What a split will make, before it is made. */
export function SplitPreview({ parts, exact }: { parts: readonly Part[]; exact: boolean }) {
  const most = Math.max(1, ...parts.map((part) => part.rows ?? 0));
  return (
    <Stack gap={6} role="group" aria-label="The parts">
      {parts.map((part) => (
        <Group key={part.name} gap="sm" wrap="nowrap">
          <Text size="sm" w={110} truncate>
            {part.name}
          </Text>
          <Progress flex={1} size="md" value={((part.rows ?? 0) / most) * 100} aria-label={part.name} />
          <Text size="xs" c="dimmed" w={90} ta="right">
            {part.rows === null ? '' : `${exact ? '' : '≈ '}${counted(part.rows, 'row')}`}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
