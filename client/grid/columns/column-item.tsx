import { Accordion, ActionIcon, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import type { Column } from '../../app/dataset.tsx';
import { columnName } from '../../cells/values.ts';
import { ProblemText } from '../../ui/problem-text.tsx';
import { OptionList } from './option-list.tsx';
import type { ColumnChanges } from './use-column-changes.ts';

interface Props {
  column: Column;
  changes: ColumnChanges;
  onUp?: () => void;
  onDown?: () => void;
}

/** One column: its place, its names, its options, and whether it is in use. */
export function ColumnItem({ column, changes, onUp, onDown }: Props) {
  const [key, setKey] = useState(column.key);
  const [title, setTitle] = useState(column.title);
  const [description, setDescription] = useState(column.description);
  const [problem, setProblem] = useState<string | null>(null);
  const isChanged = key !== column.key || title !== column.title || description !== column.description;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(await changes.update({ id: column.id, key, title, description }));
  };
  const flip = async () => setProblem(await (column.retired ? changes.restore(column.id) : changes.retire(column.id)));

  return (
    <Accordion.Item value={column.id}>
      <Group wrap="nowrap" gap={2} pr="xs">
        <Accordion.Control>
          <Group gap={8} wrap="nowrap">
            <Text size="sm" fw={550} c={column.retired ? 'dimmed' : undefined} td={column.retired ? 'line-through' : undefined} truncate>
              {columnName(column)}
            </Text>
            <Badge color="gray" size="xs">
              {column.role.toLowerCase()} · {column.type.toLowerCase()}
            </Badge>
            {column.system && (
              <Badge size="xs" color="gray">
                kept by the queue
              </Badge>
            )}
          </Group>
        </Accordion.Control>
        {!column.retired && (
          <>
            <ActionIcon
              aria-label={`Move ${column.key} up`}
              disabled={!onUp}
              onClick={onUp}
              style={{ visibility: onUp ? undefined : 'hidden' }}
            >
              <IconArrowUp size={15} />
            </ActionIcon>
            <ActionIcon
              aria-label={`Move ${column.key} down`}
              disabled={!onDown}
              onClick={onDown}
              style={{ visibility: onDown ? undefined : 'hidden' }}
            >
              <IconArrowDown size={15} />
            </ActionIcon>
          </>
        )}
      </Group>
      <Accordion.Panel>
        <form onSubmit={(event) => void save(event)}>
          <Stack gap="xs">
            <Group grow align="flex-start">
              <TextInput
                size="xs"
                label="Key"
                description="In filters, files and the API"
                disabled={column.system}
                value={key}
                onChange={(event) => setKey(event.currentTarget.value)}
              />
              <TextInput
                size="xs"
                label="Title"
                description="What people read"
                value={title}
                placeholder={column.key}
                onChange={(event) => setTitle(event.currentTarget.value)}
              />
            </Group>
            <TextInput size="xs" label="Description" value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
            <ProblemText>{problem}</ProblemText>
            <Group justify="space-between">
              {column.system ? (
                <span />
              ) : (
                <Button variant="subtle" color={column.retired ? undefined : 'red'} onClick={() => void flip()}>
                  {column.retired ? 'Bring it back' : 'Retire'}
                </Button>
              )}
              <Button type="submit" disabled={!isChanged}>
                Save
              </Button>
            </Group>
          </Stack>
        </form>
        {column.type === 'LABEL' && !column.system && <OptionList column={column} changes={changes} />}
      </Accordion.Panel>
    </Accordion.Item>
  );
}
