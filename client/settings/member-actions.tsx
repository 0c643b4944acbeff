import { ActionIcon, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconUserMinus } from '@tabler/icons-react';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';

const RemoveMember_mutation = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RemoveMemberPayload {
        userId
      }
    }
  }
`);

/** Takes somebody out of the project, after asking. */
export function MemberActions({ userId, name, onChanged }: { userId: string; name: string; onChanged: () => void }) {
  const { id: projectId, name: project } = useProject();
  const [{ fetching }, remove] = useMutation(RemoveMember_mutation);
  const run = async () => {
    const { done, problem } = outcome(await remove({ input: { projectId, userId } }), 'removeMember');
    if (done) onChanged();
    else notifications.show({ color: 'red', title: `${name} was not removed`, message: problem });
  };
  const ask = () =>
    modals.openConfirmModal({
      title: `Remove ${name} from ${project}?`,
      children: <Text size="sm">They lose access at once. What they reviewed stays, under their name.</Text>,
      labels: { confirm: 'Remove', cancel: 'Cancel' },
      confirmProps: { color: 'red', size: 'sm' },
      cancelProps: { size: 'sm' },
      onConfirm: () => void run(),
    });
  return (
    <ActionIcon aria-label={`Remove ${name}`} loading={fetching} onClick={ask}>
      <IconUserMinus size={16} />
    </ActionIcon>
  );
}
