import { Button, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { DialogButtons } from '../ui/dialog-buttons.tsx';
import { Environment_create, Environment_rename } from './environment-documents.ts';

interface Props {
  /** Null for a new one. */
  environment: { id: string; name: string } | null;
  onClose: () => void;
  onSaved: () => void;
}

/** Makes an environment, or gives it another name. */
export function EnvironmentDialog({ environment, onClose, onSaved }: Props) {
  const { id: projectId } = useProject();
  const [name, setName] = useState(environment?.name ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching: creating }, create] = useMutation(Environment_create);
  const [{ fetching: renaming }, rename] = useMutation(Environment_rename);
  const isRenamed = environment !== null && name.trim() !== environment.name;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') return setProblem('A name of 1 to 60 characters.');
    if (environment && !isRenamed) return onClose();
    const answer = environment
      ? outcome(await rename({ input: { id: environment.id, name: name.trim() } }), 'renameEnvironment')
      : outcome(await create({ input: { projectId, name: name.trim() } }), 'createEnvironment');
    if (!answer.done) return setProblem(answer.problem);
    onSaved();
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title={environment ? `Rename ${environment.name}` : 'Add an environment'}>
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          <TextInput
            data-autofocus
            label="Name"
            description="Applications ask for it by this name."
            placeholder="staging"
            maxLength={60}
            value={name}
            error={problem}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setProblem(null);
            }}
          />
          {isRenamed && (
            <Text size="sm" role="status">
              Applications that ask for “{environment.name}” find nothing from then on, until they ask for the new name.
            </Text>
          )}
          <DialogButtons onCancel={onClose}>
            <Button type="submit" size="sm" loading={creating || renaming}>
              {environment ? 'Rename' : 'Add'}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  );
}
