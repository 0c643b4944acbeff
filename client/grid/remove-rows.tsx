import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { counted } from '../ui/format.ts';

const RemoveRows_mutation = graphql(`
  mutation RemoveRows($input: RemoveRowsInput!) {
    removeRows(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RemoveRowsPayload {
        removed
        dataset {
          id
          size
          queueSize
        }
      }
    }
  }
`);

interface Props {
  datasetId: string;
  rowIds: readonly string[];
  onRemoved: () => void;
}

/** Takes chosen rows out of the dataset, after asking. */
export function RemoveRows({ datasetId, rowIds, onRemoved }: Props) {
  const [{ fetching }, remove] = useMutation(RemoveRows_mutation);
  const run = async () => {
    const { done, problem } = outcome(await remove({ input: { datasetId, rowIds: [...rowIds] } }), 'removeRows');
    if (!done) {
      notifications.show({ color: 'red', title: 'Nothing was removed', message: problem });
      return;
    }
    notifications.show({ message: `${counted(done.removed, 'row')} removed.` });
    onRemoved();
  };
  const ask = () =>
    modals.openConfirmModal({
      title: `Remove ${counted(rowIds.length, 'row')}?`,
      children: <Text size="sm">Their values and reviews go with them. The spans that they were made from stay in the Monitor.</Text>,
      labels: { confirm: 'Remove', cancel: 'Cancel' },
      confirmProps: { color: 'red', size: 'sm' },
      cancelProps: { size: 'sm' },
      onConfirm: () => void run(),
    });
  return (
    <Button variant="subtle" color="red" leftSection={<IconTrash size={15} />} loading={fetching} onClick={ask}>
      Remove
    </Button>
  );
}
