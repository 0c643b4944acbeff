import { Button, Group, Modal, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { ProblemText } from '../ui/problem-text.tsx';

const EditDataset_mutation = graphql(`
  mutation EditDataset($input: UpdateDatasetInput!) {
    updateDataset(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on UpdateDatasetPayload {
        dataset {
          id
          name
          description
          claimSeconds
        }
      }
    }
  }
`);

interface Props {
  dataset: { id: string; name: string; description: string; claimSeconds: number };
  onClose: () => void;
}

/** A dataset's name, what belongs in it, and how long a claim lasts. */
export function EditDataset({ dataset, onClose }: Props) {
  const [{ fetching }, update] = useMutation(EditDataset_mutation);
  const [refused, setRefused] = useState<string | null>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: dataset.name, description: dataset.description, minutes: dataset.claimSeconds / 60 },
    validate: {
      name: (value) => (value.trim() ? null : 'A name, so that others find it'),
      minutes: (value) => (value > 0 ? null : 'More than nothing'),
    },
  });
  const submit = form.onSubmit(async ({ name, description, minutes }) => {
    const input = { id: dataset.id, name: name.trim(), description: description.trim(), claimSeconds: Math.round(minutes * 60) };
    const { done, refusal, problem } = outcome(await update({ input }), 'updateDataset');
    if (done) return onClose();
    if (refusal?.__typename === 'NameTaken') form.setFieldError('name', problem);
    else setRefused(problem);
  });

  return (
    <Modal opened onClose={onClose} title="Dataset">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput label="Name" data-autofocus key={form.key('name')} {...form.getInputProps('name')} />
          <Textarea label="Description" autosize minRows={2} key={form.key('description')} {...form.getInputProps('description')} />
          <NumberInput
            label="A claim lasts (minutes)"
            description="As long as the row is open on a reviewer’s screen the claim renews itself. This is how soon it is free again after that."
            min={0.5}
            max={1440}
            key={form.key('minutes')}
            {...form.getInputProps('minutes')}
          />
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
