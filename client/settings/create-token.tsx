import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { isAtLeast, type Role } from '../session/roles.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import { roleChoices } from './member-role.tsx';
import { Secret } from './secret.tsx';

const CreateToken_mutation = graphql(`
  mutation CreateToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on CreateApiTokenPayload {
        secret
        apiToken {
          id
        }
      }
    }
  }
`);

/** A new token: named, given a role, shown once. */
export function CreateToken({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const { id: projectId, viewerRole } = useProject();
  const [{ fetching }, create] = useMutation(CreateToken_mutation);
  const [secret, setSecret] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const form = useForm<{ name: string; role: Role }>({
    mode: 'uncontrolled',
    initialValues: { name: '', role: 'REVIEWER' },
    validate: { name: (value) => (value.trim() ? null : 'A name, to tell it from the others') },
  });
  const submit = form.onSubmit(async ({ name, role }) => {
    const { done, problem } = outcome(await create({ input: { projectId, name: name.trim(), role } }), 'createApiToken');
    if (!done) return setRefused(problem);
    setSecret(done.secret);
    onCreated();
  });

  return (
    <Modal opened onClose={onClose} title={secret ? 'Copy the token now' : 'New API token'} closeOnClickOutside={!secret}>
      {secret ? (
        <Stack gap="md">
          <Text size="sm">It is not shown again. Keep it where your program reads its secrets.</Text>
          <Secret value={secret} />
          <Group justify="flex-end">
            <Button size="sm" onClick={onClose}>
              I have it
            </Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput label="Name" placeholder="Nightly import" data-autofocus key={form.key('name')} {...form.getInputProps('name')} />
            <Select
              label="Role"
              description="It acts as you, with at most this role."
              allowDeselect={false}
              data={roleChoices.filter((one) => isAtLeast(viewerRole, one.value))}
              key={form.key('role')}
              {...form.getInputProps('role')}
            />
            <ProblemText>{refused}</ProblemText>
            <Group justify="flex-end">
              <Button type="submit" size="sm" loading={fetching}>
                Create
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
