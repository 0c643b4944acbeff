import { Group, Text } from '@mantine/core';
import { numberOf } from '../app/ids.ts';
import { PersonAvatar } from './person-avatar.tsx';
import { people, type Here } from './use-presence.ts';

interface Props {
  here: readonly Here[];
  me: string;
  max?: number;
}

/** The people who have this dataset open right now, and which row each of them reads. */
export function WhoIsHere({ here, me, max = 6 }: Props) {
  const all = people(here);
  if (all.length === 0) return null;
  const doing = ({ rowId, user }: Here) => {
    const where = rowId ? `has row ${numberOf(rowId)} open` : 'looking around';
    return user.id === me ? `you, ${where}` : where;
  };
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={`${all.length} here now`}>
      {all.slice(0, max).map((one) => (
        <PersonAvatar key={one.user.id} name={one.user.name} doing={doing(one)} here={one.rowId !== null} />
      ))}
      {all.length > max && (
        <Text size="xs" c="dimmed">
          +{all.length - max}
        </Text>
      )}
      <Text size="xs" c="dimmed" visibleFrom="md" ml={4} style={{ whiteSpace: 'nowrap' }}>
        {all.length === 1 ? 'only you' : `${all.length} here`}
      </Text>
    </Group>
  );
}
