import { Button, Checkbox, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { numberOf } from '../app/ids.ts';
import { useProject, useReloadProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';

const CreateDataset_mutation = graphql(`
  mutation CreateDataset($input: CreateDatasetInput!) {
    createDataset(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on CreateDatasetPayload {
        dataset {
          id
        }
      }
    }
  }
`);

/** A new, empty dataset; with the annotation columns unless they are not wanted. */
export function CreateDataset({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const { id: projectId, slug } = useProject();
  const reload = useReloadProject();
  const navigate = useNavigate();
  const [{ fetching }, create] = useMutation(CreateDataset_mutation);
  const [refused, setRefused] = useState<string | null>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', description: '', annotationPreset: true },
    validate: { name: (value) => (value.trim() ? null : 'A name, so that others find it') },
  });
  const submit = form.onSubmit(async ({ name, description, annotationPreset }) => {
    const input = { projectId, name: name.trim(), description: description.trim(), annotationPreset };
    const { done, refusal, problem } = outcome(await create({ input }), 'createDataset');
    if (!done) return refusal?.__typename === 'NameTaken' ? form.setFieldError('name', problem) : setRefused(problem);
    reload();
    onCreated();
    onClose();
    await navigate({ to: '/p/$project/d/$dataset/grid', params: { project: slug, dataset: numberOf(done.dataset.id) }, search: {} });
  });

  return (
    <Modal opened onClose={onClose} title="New dataset">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput label="Name" placeholder="Answers to review" data-autofocus key={form.key('name')} {...form.getInputProps('name')} />
          <Textarea
            label="Description"
            placeholder="What belongs in it, and what reviewers should look at"
            autosize
            minRows={2}
            key={form.key('description')}
            {...form.getInputProps('description')}
          />
          <Checkbox
            label="Annotation columns"
            description="annotation, feedback_category, expected_output and priority: what most reviews need. You can change them later."
            key={form.key('annotationPreset')}
            {...form.getInputProps('annotationPreset', { type: 'checkbox' })}
            error={refused}
          />
          <Group justify="flex-end">
            <Button type="submit" size="sm" loading={fetching}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
