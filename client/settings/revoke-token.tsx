import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useMutation } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';

const RevokeToken_mutation = graphql(`
  mutation RevokeToken($input: RevokeApiTokenInput!) {
    revokeApiToken(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RevokeApiTokenPayload {
        id
      }
    }
  }
`);

/** Ends a token, after asking. */
export function RevokeToken({ id, name, onRevoked }: { id: string; name: string; onRevoked: () => void }) {
  const [{ fetching }, revoke] = useMutation(RevokeToken_mutation);
  const run = async () => {
    const { done, problem } = outcome(await revoke({ input: { id } }), 'revokeApiToken');
    if (done) onRevoked();
    else notifications.show({ color: 'red', title: 'The token was not revoked', message: problem });
  };
  const ask = () =>
    modals.openConfirmModal({
      title: `Revoke “${name}”?`,
      children: <Text size="sm">Programs that use it are refused from now on.</Text>,
      labels: { confirm: 'Revoke', cancel: 'Cancel' },
      confirmProps: { color: 'red', size: 'sm' },
      cancelProps: { size: 'sm' },
      onConfirm: () => void run(),
    });
  return (
    <Button variant="subtle" color="red" size="compact-xs" loading={fetching} onClick={ask}>
      Revoke
    </Button>
  );
}
