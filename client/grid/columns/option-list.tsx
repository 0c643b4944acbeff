import { ActionIcon, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Column } from '../../app/dataset.tsx';
import { ProblemText } from '../../ui/problem-text.tsx';
import { ColorMenu } from './color-menu.tsx';
import type { ColumnChanges } from './use-column-changes.ts';

interface Props {
  column: Column;
  changes: ColumnChanges;
}

/** The values of a label column. Relabelling one changes it in every row that has it, at once. */
export function OptionList({ column, changes }: Props) {
  const [added, setAdded] = useState('');
  const [color, setColor] = useState('gray');
  const [problem, setProblem] = useState<string | null>(null);
  const told = async (change: Promise<string | null>) => setProblem(await change);
  const add = async () => {
    if (!added.trim()) return;
    const refused = await changes.addOption(column.id, added.trim(), color);
    setProblem(refused);
    if (refused === null) setAdded('');
  };

  return (
    <Stack gap={6} mt="md">
      <Text size="xs" fw={600} c="dimmed">
        Values
      </Text>
      {column.options.map((option) => (
        <Group key={option.id} gap={6} wrap="nowrap">
          <ColorMenu color={option.color} onChange={(next) => void told(changes.relabelOption({ id: option.id, color: next }))} />
          <TextInput
            size="xs"
            flex={1}
            aria-label={`Value ${option.value}`}
            defaultValue={option.value}
            disabled={option.retired}
            onBlur={(event) => {
              const value = event.currentTarget.value.trim();
              if (value && value !== option.value) void told(changes.relabelOption({ id: option.id, value }));
            }}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
          <Tooltip label={option.retired ? 'Offer it again' : 'Offer it no more; rows keep it'}>
            <ActionIcon
              aria-label={option.retired ? `Bring back ${option.value}` : `Retire ${option.value}`}
              onClick={() => void told(option.retired ? changes.restoreOption(option.id) : changes.retireOption(option.id))}
            >
              {option.retired ? <IconArchiveOff size={15} /> : <IconArchive size={15} />}
            </ActionIcon>
          </Tooltip>
        </Group>
      ))}
      <Group gap={6} wrap="nowrap">
        <ColorMenu color={color} onChange={setColor} />
        <TextInput
          size="xs"
          flex={1}
          placeholder="Add a value"
          aria-label="Add a value"
          value={added}
          onChange={(event) => setAdded(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void add();
          }}
        />
        <ActionIcon aria-label="Add the value" onClick={() => void add()} disabled={!added.trim()}>
          <IconPlus size={15} />
        </ActionIcon>
      </Group>
      <ProblemText>{problem}</ProblemText>
    </Stack>
  );
}
