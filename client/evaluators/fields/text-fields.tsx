import { ActionIcon, Button, Checkbox, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { textIn, type FieldProps } from './field-props.ts';

const modes = [
  { value: 'CONTAINS_ANY', label: 'Contains any of' },
  { value: 'CONTAINS_ALL', label: 'Contains all of' },
  { value: 'CONTAINS_NONE', label: 'Contains none of' },
  { value: 'EQUALS', label: 'Equals any of' },
  { value: 'STARTS_WITH', label: 'Starts with any of' },
  { value: 'ENDS_WITH', label: 'Ends with any of' },
  { value: 'MATCHES', label: 'Matches any of these patterns (RE2)' },
];

/** Which texts the output has to have, or not to have. */
export function TextFields({ config, onChange, problemAt }: FieldProps) {
  const values = Array.isArray(config.values) ? config.values.map(textIn) : [''];
  const set = (next: string[]) => onChange({ values: next });
  const expected = config.against === 'EXPECTED';
  const pattern = config.mode === 'MATCHES';
  return (
    <Stack gap="md">
      <Select
        label="The output"
        allowDeselect={false}
        data={modes}
        value={textIn(config.mode)}
        onChange={(mode) => mode && onChange(mode === 'MATCHES' ? { mode, against: null, values } : { mode })}
      />
      {!pattern && (
        <SegmentedControl
          size="xs"
          aria-label="Compared with"
          value={expected ? 'EXPECTED' : 'VALUES'}
          onChange={(to) => onChange(to === 'EXPECTED' ? { against: 'EXPECTED', values: null } : { against: null, values: [''] })}
          data={[
            { value: 'VALUES', label: 'These texts' },
            { value: 'EXPECTED', label: 'The row’s expected output' },
          ]}
          style={{ alignSelf: 'flex-start' }}
        />
      )}
      {!expected && (
        <Stack gap={6} role="group" aria-label={pattern ? 'Patterns' : 'Texts'}>
          {values.map((value, at) => (
            <Group key={at} gap={4} wrap="nowrap" align="flex-start">
              <TextInput
                flex={1}
                size="xs"
                aria-label={`${pattern ? 'Pattern' : 'Text'} ${at + 1}`}
                placeholder={pattern ? '^(yes|no)\\b' : 'refund'}
                value={value}
                error={problemAt('values', String(at)) ?? (at === 0 ? problemAt('values') : undefined)}
                onChange={({ currentTarget }) => set(values.with(at, currentTarget.value))}
                styles={pattern ? { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } : undefined}
              />
              {values.length > 1 && (
                <ActionIcon aria-label={`Take text ${at + 1} away`} size={30} onClick={() => set(values.toSpliced(at, 1))}>
                  <IconX size={14} />
                </ActionIcon>
              )}
            </Group>
          ))}
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={13} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => set([...values, ''])}
          >
            One more
          </Button>
        </Stack>
      )}
      <Group gap="xl">
        <Checkbox
          size="xs"
          label="In any case (A is a)"
          checked={config.ignoreCase === true}
          onChange={({ currentTarget }) => onChange({ ignoreCase: currentTarget.checked })}
        />
        <Group gap="xs">
          <Text size="xs">Blanks</Text>
          <Select
            size="xs"
            w={190}
            aria-label="Blanks"
            allowDeselect={false}
            value={textIn(config.whitespace) || 'KEEP'}
            onChange={(whitespace) => whitespace && onChange({ whitespace })}
            data={[
              { value: 'KEEP', label: 'count as they are' },
              { value: 'TRIM', label: 'not at the ends' },
              { value: 'COLLAPSE', label: 'any run counts as one' },
            ]}
          />
        </Group>
      </Group>
    </Stack>
  );
}
