import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { outcome } from '../graphql/refusal.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import type { DraftSession } from './draft-session.ts';
import { SaveVersion_mutation, type PagePrompt } from './prompt-documents.ts';

interface Props {
  prompt: PagePrompt;
  session: DraftSession;
  onClose: () => void;
  onShow: (number: number) => void;
}

/** Makes the draft a version, with a note of what was changed and why. */
export function SaveVersion({ prompt, session, onClose, onShow }: Props) {
  const [{ fetching }, save] = useMutation(SaveVersion_mutation);
  const [notes, setNotes] = useState('');
  const [problem, setProblem] = useState<{ text: string; same?: number } | null>(null);

  async function submit(event?: FormEvent) {
    event?.preventDefault();
    const revision = await session.settled();
    if (revision === null) {
      const { problem: why, save: state } = session.get();
      const text = state === 'conflict' ? 'Somebody else changed the draft. Decide between both first.' : 'The draft is not saved yet';
      return setProblem({ text: state === 'conflict' ? text : `${text}${why ? `: ${why}` : '.'}` });
    }
    const answer = outcome(await save({ input: { id: prompt.id, revision, notes: notes.trim() } }), 'savePromptVersion');
    if (answer.done) {
      notifications.show({ color: 'teal', message: `Version ${answer.done.version.number} is saved.` });
      return onClose();
    }
    const { refusal, problem: text } = answer;
    if (refusal?.__typename === 'NothingChanged')
      setProblem({ text: `Nothing changed: the draft is the same as version ${refusal.version.number}.`, same: refusal.version.number });
    else setProblem({ text });
  }

  return (
    <Modal opened onClose={onClose} title={`Save version ${(prompt.latest?.number ?? 0) + 1}`}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <Textarea
            label="Notes"
            description="What was changed, and why. A version never changes again."
            data-autofocus
            autosize
            minRows={3}
            maxRows={12}
            maxLength={4000}
            value={notes}
            onChange={(event) => setNotes(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit(event);
            }}
          />
          {problem && (
            <Text c={problem.same === undefined ? 'red' : undefined} size="sm" role="alert">
              {problem.text}{' '}
              {problem.same !== undefined && (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  onClick={() => {
                    onClose();
                    onShow(problem.same ?? 1);
                  }}
                >
                  Show version {problem.same}
                </Button>
              )}
            </Text>
          )}
          <Group justify="flex-end" gap="sm">
            <KeyHint keys="mod+enter" />
            <Button type="submit" size="sm" loading={fetching}>
              Save version
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
