import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';

const ReopenRow_mutation = graphql(`
  mutation ReopenRow($input: ReopenRowInput!) {
    reopenRow(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on ReopenRowPayload {
        row {
          id
          version
          status
          values
          filledAt
          filledBy {
            id
          }
        }
      }
    }
  }
`);

/** Sends a filled row back to the queue. */
export function ReopenRow({ id, version }: { id: string; version: number }) {
  const [{ fetching }, reopen] = useMutation(ReopenRow_mutation);
  const run = async () => {
    const { done, problem } = outcome(await reopen({ input: { rowId: id, version } }), 'reopenRow');
    if (!done) notifications.show({ color: 'red', title: 'The row was not reopened', message: problem });
  };
  return (
    <Button variant="default" loading={fetching} onClick={() => void run()}>
      Reopen
    </Button>
  );
}
