import { Button, Modal, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { failureText, outcome } from '../graphql/refusal.ts';
import { DialogButtons } from '../ui/dialog-buttons.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import type { LineDeployment } from './deploy-documents.ts';
import { RollBack_query, RollBack_run } from './deploy-mutation.ts';
import { aboveDrawer } from './layers.ts';
import type { Place } from './places.ts';

interface Props {
  place: Place & { running: LineDeployment };
  onClose: () => void;
  onDone: () => void;
}

/** Puts back what ran before, after saying what that is. */
export function RollBack({ place: { prompt, environment, running }, onClose, onDone }: Props) {
  const { slug } = useProject();
  const variables = { environmentId: environment.id, promptId: prompt.id };
  const [{ data, error, fetching: looking }, again] = useQuery({ query: RollBack_query, variables, requestPolicy: 'network-only' });
  const [{ fetching }, roll] = useMutation(RollBack_run);
  const [notes, setNotes] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const to = looking ? undefined : data?.environment?.rollsBackTo;

  async function run() {
    const answer = outcome(await roll({ input: { ...variables, expected: running.id, notes: notes.trim() } }), 'rollBackPrompt');
    onDone();
    if (!answer.done) return setProblem(answer.problem);
    notifications.show({
      color: 'teal',
      title: `v${answer.done.deployment.version.number} runs in ${environment.name} again`,
      message: `${prompt.name} was rolled back.`,
    });
    onClose();
  }

  return (
    <Modal opened zIndex={aboveDrawer} onClose={onClose} title={`Roll back ${prompt.name} in ${environment.name}?`}>
      <Stack gap="md">
        {error && !data && <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />}
        {to === undefined && !error && <Skeleton h={48} role="status" aria-label="Loading" />}
        {to === null && <Text size="sm">No other version ran there before.</Text>}
        {to && (
          <>
            <Text size="sm">
              <b>v{to.number}</b> runs again at once in place of <b>v{running.version.number}</b>. No gate is asked.
            </Text>
            {to.notes && (
              <Text size="sm" c="dimmed">
                v{to.number}: {to.notes}
              </Text>
            )}
            <TextLink
              size="sm"
              to="/p/$project/prompts/$prompt"
              params={{ project: slug, prompt: prompt.name }}
              search={{ pane: 'versions', compare: `${running.version.number}..${to.number}` }}
            >
              What changes from v{running.version.number} to v{to.number}
            </TextLink>
            <Textarea
              data-autofocus
              label="Notes"
              placeholder="What went wrong"
              autosize
              minRows={2}
              maxLength={4000}
              value={notes}
              onChange={(event) => setNotes(event.currentTarget.value)}
            />
          </>
        )}
        <ProblemText>{problem}</ProblemText>
        <DialogButtons onCancel={onClose}>
          <Button size="sm" loading={fetching} disabled={!to} onClick={() => void run()}>
            {to ? `Roll back to v${to.number}` : 'Roll back'}
          </Button>
        </DialogButtons>
      </Stack>
    </Modal>
  );
}
