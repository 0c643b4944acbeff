import { Select, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from 'urql';
import { useProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { isAtLeast, roleNames, type Role } from '../session/roles.ts';
import { SetMember_mutation } from './set-member.ts';

/** The roles, with what each may do. */
export const roleChoices: { value: Role; label: string }[] = [
  { value: 'VIEWER', label: 'Viewer' },
  { value: 'REVIEWER', label: 'Reviewer' },
  { value: 'ADMIN', label: 'Admin' },
  { value: 'OWNER', label: 'Owner' },
];

interface Props {
  email: string;
  role: Role;
  canChange: boolean;
  onChanged: () => void;
}

/** A member's role; changed at once by choosing another. */
export function MemberRole({ email, role, canChange, onChanged }: Props) {
  const { id: projectId, viewerRole } = useProject();
  const [{ fetching }, set] = useMutation(SetMember_mutation);
  const change = async (next: Role) => {
    const { done, problem } = outcome(await set({ input: { projectId, email, role: next } }), 'setMember');
    if (done) onChanged();
    else notifications.show({ color: 'red', title: 'The role was not changed', message: problem });
  };
  if (!canChange || !isAtLeast(viewerRole, role)) return <Text size="sm">{roleNames[role]}</Text>;
  return (
    <Select
      size="xs"
      w={120}
      aria-label={`Role of ${email}`}
      disabled={fetching}
      allowDeselect={false}
      data={roleChoices.filter((one) => isAtLeast(viewerRole, one.value))}
      value={role}
      onChange={(next) => next && next !== role && void change(next)}
    />
  );
}
