import { ActionIcon, Button, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { typedNumber } from './fields/field-props.ts';
import type { TypedSubject } from './subject.ts';

interface Props {
  subject: TypedSubject;
  onChange: (subject: TypedSubject) => void;
}

/** An answer to try an evaluator on, written by hand. */
export function SubjectFields({ subject, onChange }: Props) {
  const { inputs } = subject;
  const set = (change: Partial<TypedSubject>) => onChange({ ...subject, ...change });
  const measure = (field: 'latencyMs' | 'cost' | 'tokensOut', label: string, rest: object) => (
    <NumberInput
      size="xs"
      label={label}
      placeholder="unknown"
      hideControls
      min={0}
      value={subject[field] ?? ''}
      onChange={(value) => set({ [field]: typedNumber(value) })}
      {...rest}
    />
  );
  return (
    <Stack gap="sm">
      <Stack gap={6} role="group" aria-label="Inputs">
        {inputs.map(({ name, value }, at) => (
          <Group key={at} gap={6} wrap="nowrap" align="flex-start">
            <TextInput
              size="xs"
              w={108}
              aria-label={`Name of input ${at + 1}`}
              placeholder="name"
              value={name}
              onChange={({ currentTarget }) => set({ inputs: inputs.with(at, { name: currentTarget.value, value }) })}
            />
            <Textarea
              size="xs"
              flex={1}
              autosize
              minRows={1}
              maxRows={5}
              aria-label={`Input ${name || at + 1}`}
              placeholder="What was given"
              value={value}
              onChange={({ currentTarget }) => set({ inputs: inputs.with(at, { name, value: currentTarget.value }) })}
            />
            <ActionIcon aria-label={`Take input ${name || at + 1} away`} size={30} onClick={() => set({ inputs: inputs.toSpliced(at, 1) })}>
              <IconX size={14} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={13} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => set({ inputs: [...inputs, { name: '', value: '' }] })}
        >
          Input
        </Button>
      </Stack>
      <Textarea
        size="xs"
        label="Output"
        placeholder="The answer to be judged"
        autosize
        minRows={3}
        maxRows={10}
        value={subject.output}
        onChange={({ currentTarget }) => set({ output: currentTarget.value })}
      />
      <Textarea
        size="xs"
        label="Expected output"
        placeholder="Left empty, nobody has said what is right"
        autosize
        minRows={1}
        maxRows={8}
        value={subject.expected}
        onChange={({ currentTarget }) => set({ expected: currentTarget.value })}
      />
      <Group grow>
        {measure('latencyMs', 'Took', { suffix: ' ms' })}
        {measure('cost', 'Cost', { prefix: '$', decimalScale: 8 })}
        {measure('tokensOut', 'Tokens', {})}
      </Group>
    </Stack>
  );
}
