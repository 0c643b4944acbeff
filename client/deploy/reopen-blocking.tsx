import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconInbox } from '@tabler/icons-react';
import { useMutation } from 'urql';
import { outcome } from '../graphql/refusal.ts';
import { counted } from '../ui/format.ts';
import { reopenable } from './gate-words.ts';
import { Blocking_reopen, type RowsVerdict } from './verdict-documents.ts';

interface Props {
  verdict: RowsVerdict;
  environmentId: string;
  versionId: string;
  onReopened: () => void;
}

/** Puts the rows by which a version fails back into the queue. Nothing where none of them is out of it. */
export function ReopenBlocking({ verdict, environmentId, versionId, onReopened }: Props) {
  const [{ fetching }, reopen] = useMutation(Blocking_reopen);
  const { ids, more } = reopenable(verdict.checks);
  if (ids.length === 0) return null;
  async function run() {
    const { done, problem } = outcome(await reopen({ input: { environmentId, versionId } }), 'reopenBlockingRows');
    if (!done) return notifications.show({ color: 'red', title: 'Nothing was reopened', message: problem });
    const left = done.left > 0 ? ` ${counted(done.left, 'row')} stayed as they were: they wait already, or were just changed.` : '';
    notifications.show({
      color: 'teal',
      title: `${counted(done.rows.length, 'row')} in the queue again`,
      message: `Each says in its history why. Evaluate the version again once they are settled.${left}`,
    });
    onReopened();
  }
  return (
    <Button variant="default" leftSection={<IconInbox size={14} />} loading={fetching} onClick={() => void run()}>
      {ids.length === 1 && !more
        ? 'Reopen the blocking row in the queue'
        : `Reopen the ${ids.length}${more ? '+' : ''} blocking rows in the queue`}
    </Button>
  );
}
