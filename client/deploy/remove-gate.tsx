import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMutation } from 'urql';
import { outcome } from '../graphql/refusal.ts';
import { Gate_remove } from './gate-documents.ts';

interface Props {
  environmentId: string;
  promptId: string;
  onRemoved: () => void;
  onClose: () => void;
}

/** Takes a gate away; asked for by a second press, so that no dialog stands over the dialog. */
export function RemoveGate({ environmentId, promptId, onRemoved, onClose }: Props) {
  const [{ fetching }, remove] = useMutation(Gate_remove);
  const [sure, setSure] = useState(false);
  async function run() {
    const { done, problem } = outcome(await remove({ input: { environmentId, promptId } }), 'removeGate');
    if (!done) return notifications.show({ color: 'red', title: 'The gate was not removed', message: problem });
    onRemoved();
    onClose();
  }
  return (
    <Button
      variant={sure ? 'light' : 'subtle'}
      color="red"
      size="sm"
      loading={fetching}
      onBlur={() => setSure(false)}
      onClick={() => (sure ? void run() : setSure(true))}
    >
      {sure ? 'Yes, let every version run' : 'Remove the gate'}
    </Button>
  );
}
