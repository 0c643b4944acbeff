import { Button, Group, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';

interface Props {
  label: string;
  placeholder: string;
  /** Answers what is wrong with the id, or null when it was taken. */
  onTake: (id: string) => Promise<string | null>;
}

/** Something by its id, pasted. */
export function ById({ label, placeholder, onTake }: Props) {
  const [id, setId] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!id.trim()) return;
    setBusy(true);
    setProblem(await onTake(id.trim()));
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          label={label}
          placeholder={placeholder}
          value={id}
          error={problem}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" size="xs" loading={busy} disabled={!id.trim()}>
          Take it
        </Button>
      </Group>
    </form>
  );
}
