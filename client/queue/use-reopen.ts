import { notifications } from '@mantine/notifications';
import { useMutation } from 'urql';
import { numberOf } from '../app/ids.ts';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';

const RowList_reopen = graphql(`
  mutation RowList_reopen($input: ReopenRowInput!) {
    reopenRow(input: $input) {
      __typename
      ... on ReopenRowPayload {
        row {
          id
          status
          version
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Puts a filled row back into the queue, and says how that went. `onRefused`: what is on screen is older than the row. */
export function useReopen(onRefused: () => void) {
  const [, reopen] = useMutation(RowList_reopen);
  async function run({ id, version }: { id: string; version: number }) {
    const { done, refusal, problem } = outcome(await reopen({ input: { rowId: id, version } }), 'reopenRow');
    if (done) notifications.show({ color: 'teal', message: `Row ${numberOf(id)} is back in the queue.` });
    else notifications.show({ color: 'orange', title: 'Not reopened', message: problem });
    if (refusal) onRefused();
  }
  return (row: { id: string; version: number }) => void run(row);
}
