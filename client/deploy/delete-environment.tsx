import { Alert, Button, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { isAtLeast } from '../session/roles.ts';
import { DialogButtons } from '../ui/dialog-buttons.tsx';
import { counted } from '../ui/format.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import type { ColumnEnvironment } from './deploy-documents.ts';
import { Environment_delete } from './environment-documents.ts';

interface Props {
  environment: ColumnEnvironment;
  onClose: () => void;
  onDeleted: () => void;
}

/** Deletes an environment. Where something was deployed only an owner may, who types its name. */
export function DeleteEnvironment({ environment: { id, name, running }, onClose, onDeleted }: Props) {
  const { viewerRole } = useProject();
  const [{ fetching }, remove] = useMutation(Environment_delete);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  // Whatever was ever deployed there still runs.
  const inUse = running.length > 0;
  const may = !inUse || isAtLeast(viewerRole, 'OWNER');

  async function run() {
    const { done, problem: why } = outcome(await remove({ input: { id, force: inUse } }), 'deleteEnvironment');
    if (!done) return setProblem(why);
    onDeleted();
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title={`Delete ${name}?`}>
      <Stack gap="md">
        {inUse ? (
          <Text size="sm">
            {counted(running.length, 'prompt')} {running.length === 1 ? 'runs' : 'run'} there. Applications that ask for {name} find nothing
            from then on, and the history of what ran there is lost.
          </Text>
        ) : (
          <Text size="sm">Nothing runs there. Its gates go with it.</Text>
        )}
        {!may && <Alert color="orange">Only an owner of the project may delete an environment in which something runs.</Alert>}
        {may && inUse && (
          <TextInput
            data-autofocus
            label={`Type ${name} to confirm`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <ProblemText>{problem}</ProblemText>
        <DialogButtons onCancel={onClose}>
          <Button color="red" size="sm" loading={fetching} disabled={!may || (inUse && typed !== name)} onClick={() => void run()}>
            Delete
          </Button>
        </DialogButtons>
      </Stack>
    </Modal>
  );
}
