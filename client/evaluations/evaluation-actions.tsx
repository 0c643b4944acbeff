import { Button, Group } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconBan, IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { isAtLeast } from '../session/roles.ts';
import {
  CancelEvaluation_mutation,
  PauseEvaluation_mutation,
  ResumeEvaluation_mutation,
  RetryFailed_mutation,
} from './change-documents.ts';
import type { PageEvaluation } from './evaluation-documents.ts';

/** What can be done with an evaluation: pause, go on, cancel, take up what failed. */
export function EvaluationActions({ evaluation: { id, name, status, failed } }: { evaluation: PageEvaluation }) {
  const { viewerRole } = useProject();
  const [{ fetching: pausing }, pause] = useMutation(PauseEvaluation_mutation);
  const [{ fetching: resuming }, resume] = useMutation(ResumeEvaluation_mutation);
  const [{ fetching: cancelling }, cancel] = useMutation(CancelEvaluation_mutation);
  const [{ fetching: retrying }, retry] = useMutation(RetryFailed_mutation);
  if (!isAtLeast(viewerRole, 'REVIEWER')) return null;
  const input = { id };
  const tell = (problem: string | undefined) => {
    if (problem !== undefined) notifications.show({ color: 'red', title: 'That was not done', message: problem });
  };
  const askToCancel = () =>
    modals.openConfirmModal({
      title: `Cancel “${name}”?`,
      children: 'It ends for good. What was recorded stays, and can be compared.',
      labels: { confirm: 'Cancel the evaluation', cancel: 'Let it be' },
      confirmProps: { color: 'red' },
      onConfirm: () => void cancel({ input }).then((result) => tell(outcome(result, 'cancelEvaluation').problem)),
    });
  return (
    <Group gap="xs">
      {failed > 0 && status !== 'CANCELLED' && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={14} />}
          loading={retrying}
          onClick={() => void retry({ input }).then((result) => tell(outcome(result, 'retryFailed').problem))}
        >
          Retry failed
        </Button>
      )}
      {status === 'RUNNING' && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={14} />}
          loading={pausing}
          onClick={() => void pause({ input }).then((result) => tell(outcome(result, 'pauseEvaluation').problem))}
        >
          Pause
        </Button>
      )}
      {status === 'PAUSED' && (
        <Button
          leftSection={<IconPlayerPlay size={14} />}
          loading={resuming}
          onClick={() => void resume({ input }).then((result) => tell(outcome(result, 'resumeEvaluation').problem))}
        >
          Resume
        </Button>
      )}
      {(status === 'RUNNING' || status === 'PAUSED') && (
        <Button variant="default" leftSection={<IconBan size={14} />} loading={cancelling} onClick={askToCancel}>
          Cancel
        </Button>
      )}
    </Group>
  );
}
