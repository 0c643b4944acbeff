import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation } from 'urql';
import { numberOf } from '../app/ids.ts';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { counted } from '../ui/format.ts';

const Undo_mutation = graphql(`
  mutation Undo($input: UndoInput!) {
    undo(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on UndoPayload {
        rows {
          id
          version
          status
          values
          updatedAt
          filledAt
        }
      }
    }
  }
`);

/** Takes back one's own last action in the dataset: an edit, a fill, a bulk edit. */
export function UndoButton({ datasetId }: { datasetId: string }) {
  const [{ fetching }, undo] = useMutation(Undo_mutation);
  const run = async () => {
    const { done, refusal, problem } = outcome(await undo({ input: { datasetId } }), 'undo');
    if (done) {
      const only = done.rows.length === 1 ? done.rows[0] : undefined;
      notifications.show({
        message: only ? `Row ${numberOf(only.id)} is as it was before.` : `${counted(done.rows.length, 'row')} are as they were before.`,
      });
    } else notifications.show({ color: refusal?.__typename === 'NothingToUndo' ? undefined : 'red', message: problem });
  };
  useHotkeys([['mod+Z', () => void run()]]);
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      leftSection={<IconArrowBackUp size={14} />}
      loading={fetching}
      onClick={() => void run()}
    >
      Undo
    </Button>
  );
}
