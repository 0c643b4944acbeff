import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { isAtLeast, type Role } from '../session/roles.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import { roleChoices } from './member-role.tsx';
import { Secret } from './secret.tsx';
import { SetMember_mutation } from './set-member.ts';

interface Added {
  name: string;
  password: string | null;
}

/** Somebody new in the project. Whoever has no account yet gets one, and a password to change hands once. */
export function AddMember({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const { id: projectId, viewerRole } = useProject();
  const [{ fetching }, set] = useMutation(SetMember_mutation);
  const [added, setAdded] = useState<Added | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const form = useForm<{ email: string; name: string; role: Role }>({
    mode: 'uncontrolled',
    initialValues: { email: '', name: '', role: 'REVIEWER' },
    validate: { email: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : 'An email address') },
  });
  const submit = form.onSubmit(async ({ email, name, role }) => {
    const input = { projectId, email: email.trim(), name: name.trim() || undefined, role };
    const { done, problem } = outcome(await set({ input }), 'setMember');
    if (!done) return setRefused(problem);
    setAdded({ name: done.member.user.name, password: done.initialPassword });
    onAdded();
  });

  return (
    <Modal opened onClose={onClose} title={added ? `${added.name} is in` : 'Add a member'}>
      {added ? (
        <Stack gap="md">
          {added.password ? (
            <>
              <Text size="sm">They had no account yet. This is their first password; it is not shown again.</Text>
              <Secret value={added.password} />
            </>
          ) : (
            <Text size="sm">They sign in with the password they have.</Text>
          )}
          <Group justify="flex-end">
            <Button size="sm" onClick={onClose}>
              Done
            </Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput label="Email" type="email" data-autofocus key={form.key('email')} {...form.getInputProps('email')} />
            <TextInput
              label="Name"
              description="For somebody who has no account yet"
              key={form.key('name')}
              {...form.getInputProps('name')}
            />
            <Select
              label="Role"
              description="Viewers read; reviewers claim and fill rows; admins change datasets, columns, slices and members."
              allowDeselect={false}
              data={roleChoices.filter((one) => isAtLeast(viewerRole, one.value))}
              key={form.key('role')}
              {...form.getInputProps('role')}
            />
            <ProblemText>{refused}</ProblemText>
            <Group justify="flex-end">
              <Button type="submit" size="sm" loading={fetching}>
                Add
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
