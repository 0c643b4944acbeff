import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useReloadProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import { nameProblem } from './new-prompt.tsx';
import { UpdatePrompt_mutation, type PagePrompt } from './prompt-documents.ts';

/** A prompt's name and what it is for. */
export function DescribePrompt({ prompt, onClose }: { prompt: PagePrompt; onClose: () => void }) {
  const [{ fetching }, update] = useMutation(UpdatePrompt_mutation);
  const navigate = useNavigate({ from: '/p/$project/prompts/$prompt' });
  const reloadProject = useReloadProject();
  const [refused, setRefused] = useState<string | null>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: prompt.name, description: prompt.description },
    validate: { name: nameProblem },
  });
  const submit = form.onSubmit(async ({ name, description }) => {
    const input = { id: prompt.id, name: name.trim(), description: description.trim() };
    const { done, refusal, problem } = outcome(await update({ input }), 'updatePrompt');
    if (done) {
      onClose();
      reloadProject();
      return void navigate({ params: (old) => ({ ...old, prompt: done.prompt.name }), search: (old) => old, replace: true });
    }
    if (refusal?.__typename === 'NameTaken') form.setFieldError('name', problem);
    else setRefused(problem);
  });
  return (
    <Modal opened onClose={onClose} title="Prompt">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label="Name"
            description="Applications that ask for the old name no longer find it."
            data-autofocus
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <Textarea label="Description" autosize minRows={2} key={form.key('description')} {...form.getInputProps('description')} />
          <ProblemText>{refused}</ProblemText>
          <Group justify="flex-end">
            <Button type="submit" size="sm" loading={fetching}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
