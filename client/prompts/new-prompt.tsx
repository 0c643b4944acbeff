import { Button, Divider, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useProject, useReloadProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import { ImportFile } from './import-file.tsx';

const CreatePrompt_mutation = graphql(`
  mutation CreatePrompt($input: CreatePromptInput!) {
    createPrompt(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on CreatePromptPayload {
        prompt {
          id
          name
        }
      }
    }
  }
`);

export const nameProblem = (name: string): string | null =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name.trim())
    ? null
    : 'Letters, digits, dots, dashes and underscores; begins with a letter or digit';

/** A new prompt: by its name, or out of a file. Leads to it. */
export function NewPrompt({ onClose }: { onClose: () => void }) {
  const { id: projectId, slug } = useProject();
  const reloadProject = useReloadProject();
  const navigate = useNavigate();
  const [{ fetching }, create] = useMutation(CreatePrompt_mutation);
  const [refused, setRefused] = useState<string | null>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', description: '' },
    validate: { name: nameProblem },
  });
  const go = (name: string) => {
    reloadProject();
    void navigate({ to: '/p/$project/prompts/$prompt', params: { project: slug, prompt: name } });
  };
  const submit = form.onSubmit(async ({ name, description }) => {
    const input = { projectId, name: name.trim(), description: description.trim() };
    const { done, refusal, problem } = outcome(await create({ input }), 'createPrompt');
    if (done) return go(done.prompt.name);
    if (refusal?.__typename === 'NameTaken') form.setFieldError('name', problem);
    else setRefused(problem);
  });

  return (
    <Modal opened onClose={onClose} title="New prompt">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label="Name"
            description="What your application calls it"
            placeholder="support-answer"
            data-autofocus
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <Textarea
            label="Description"
            placeholder="What it is for, and who uses it"
            autosize
            minRows={2}
            key={form.key('description')}
            {...form.getInputProps('description')}
          />
          <ProblemText>{refused}</ProblemText>
          <Group justify="flex-end">
            <Button type="submit" size="sm" loading={fetching}>
              Create
            </Button>
          </Group>
          <Divider label="or" />
          <ImportFile onImported={go} />
        </Stack>
      </form>
    </Modal>
  );
}
