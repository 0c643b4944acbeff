import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Tool } from './content.ts';
import { JsonField } from './json-field.tsx';
import classes from './editor.module.css';

interface Props {
  tools: readonly Tool[];
  readOnly: boolean;
  onChange: (tools: Tool[]) => void;
}

function nameProblem(name: string, at: number, tools: readonly Tool[]): string | null {
  if (!/^[\w-]{1,64}$/.test(name)) return '1 to 64 letters, digits, _ and -';
  return tools.findIndex((one) => one.name === name) === at ? null : 'Another tool has this name';
}

function freeName(tools: readonly Tool[]): string {
  for (let n = tools.length + 1; ; n++) if (!tools.some(({ name }) => name === `tool_${n}`)) return `tool_${n}`;
}

/** What the model may call. Nothing is run here: what it calls is part of the answer. */
export function ToolsField({ tools, readOnly, onChange }: Props) {
  return (
    <Stack gap="sm" align="stretch">
      <Text size="xs" c="dimmed">
        The model is told of these functions. None is run here: what it calls is part of its answer.
      </Text>
      {tools.map((tool, at) => {
        const set = (part: Partial<Tool>) => onChange(tools.map((one, place) => (place === at ? { ...one, ...part } : one)));
        return (
          <Stack key={at} gap="xs" className={classes.tool} role="group" aria-label={`Tool ${at + 1}`}>
            <Group gap="xs" align="flex-start" wrap="nowrap">
              <TextInput
                size="xs"
                flex={1}
                label="Name"
                readOnly={readOnly}
                value={tool.name}
                error={nameProblem(tool.name, at, tools)}
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
              {!readOnly && (
                <ActionIcon
                  mt={22}
                  aria-label={`Remove tool ${tool.name}`}
                  onClick={() => onChange(tools.filter((_, place) => place !== at))}
                >
                  <IconTrash size={15} />
                </ActionIcon>
              )}
            </Group>
            <TextInput
              size="xs"
              label="Description"
              readOnly={readOnly}
              value={tool.description ?? ''}
              onChange={(event) => set({ description: event.currentTarget.value || undefined })}
            />
            <JsonField
              label="JSON Schema of its arguments"
              value={tool.parameters}
              readOnly={readOnly}
              onChange={(parameters) => set({ parameters })}
            />
          </Stack>
        );
      })}
      {!readOnly && (
        <Group>
          <Button
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...tools, { name: freeName(tools), parameters: { type: 'object', properties: {} } }])}
          >
            Add a tool
          </Button>
        </Group>
      )}
    </Stack>
  );
}
