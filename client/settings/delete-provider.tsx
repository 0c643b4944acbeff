import { ActionIcon, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';

const DeleteProvider_mutation = graphql(`
  mutation DeleteModelProvider($input: DeleteModelProviderInput!) {
    deleteModelProvider(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on DeleteModelProviderPayload {
        id
      }
    }
  }
`);

/** Takes a provider and its key away, after asking. */
export function DeleteProvider({ id, name, onDeleted }: { id: string; name: string; onDeleted: () => void }) {
  const [{ fetching }, remove] = useMutation(DeleteProvider_mutation);
  const run = async () => {
    const { done, problem } = outcome(await remove({ input: { id } }), 'deleteModelProvider');
    if (done) onDeleted();
    else notifications.show({ color: 'red', title: `${name} was not deleted`, message: problem });
  };
  const ask = () =>
    modals.openConfirmModal({
      title: `Delete ${name}?`,
      children: (
        <Text size="sm">
          Its key is deleted with it. Prompts that name it stay, and cannot be run until there is a provider of this name again.
        </Text>
      ),
      labels: { confirm: 'Delete', cancel: 'Cancel' },
      confirmProps: { color: 'red', size: 'sm' },
      cancelProps: { size: 'sm' },
      onConfirm: () => void run(),
    });
  return (
    <ActionIcon aria-label={`Delete ${name}`} loading={fetching} onClick={ask}>
      <IconTrash size={16} />
    </ActionIcon>
  );
}
