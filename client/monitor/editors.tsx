import { Button, Checkbox, Group, Stack, TagsInput, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';

/** A small form in a popover: its fields, and a button that takes them over. */
export function EditorForm({ onApply, children }: { onApply: () => void; children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onApply();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        {children}
        <Group justify="flex-end">
          <Button type="submit">Apply</Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ChoicesProps<Value extends string> {
  options: readonly { value: Value; label: string }[];
  initial: readonly Value[];
  onApply: (values: Value[] | undefined) => void;
}

/** Any of a few values. */
export function ChoicesEditor<Value extends string>({ options, initial, onApply }: ChoicesProps<Value>) {
  const [values, setValues] = useState<readonly Value[]>(initial);
  const flip = (value: Value) => setValues(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  return (
    <EditorForm onApply={() => onApply(values.length ? [...values] : undefined)}>
      {options.map(({ value, label }, at) => (
        <Checkbox
          key={value}
          size="xs"
          label={label}
          checked={values.includes(value)}
          onChange={() => flip(value)}
          data-autofocus={at === 0 || undefined}
        />
      ))}
    </EditorForm>
  );
}

interface ListProps {
  label: string;
  known: readonly { value: string; count: number }[];
  initial: readonly string[];
  onApply: (values: string[] | undefined) => void;
}

/** Any of many values: the ones that occur are offered, others can be typed. */
export function ListEditor({ label, known, initial, onApply }: ListProps) {
  const [values, setValues] = useState<string[]>([...initial]);
  return (
    <EditorForm onApply={() => onApply(values.length ? values : undefined)}>
      <TagsInput
        label={label}
        data={known.map((one) => one.value)}
        value={values}
        onChange={setValues}
        acceptValueOnBlur
        data-autofocus
        comboboxProps={{ withinPortal: false }}
        renderOption={({ option }) => (
          <Group justify="space-between" flex={1} wrap="nowrap" gap="xs">
            <span>{option.value}</span>
            <span style={{ opacity: 0.6 }}>{known.find((one) => one.value === option.value)?.count}</span>
          </Group>
        )}
      />
    </EditorForm>
  );
}

interface TextProps {
  label: string;
  initial?: string;
  onApply: (text: string | undefined) => void;
}

export function TextEditor({ label, initial = '', onApply }: TextProps) {
  const [text, setText] = useState(initial);
  return (
    <EditorForm onApply={() => onApply(text.trim() || undefined)}>
      <TextInput label={label} value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus />
    </EditorForm>
  );
}
