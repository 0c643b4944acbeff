import { Group, Progress, RollingNumber, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { PersonAvatar } from '../presence/person-avatar.tsx';
import { count, counted } from '../ui/format.ts';
import { lastsFor, percentDone } from './pace.ts';
import classes from './queue.module.css';

export const SliceCard_slice = graphql(`
  fragment SliceCard_slice on Slice {
    id
    name
    color
    owners {
      id
      name
    }
    size {
      value
      exact
    }
    total {
      value
      exact
    }
    claimed
    holders {
      count
      user {
        id
        name
      }
    }
    filledLastHour
  }
`);

interface Props {
  slice: FragmentOf<typeof SliceCard_slice>;
  chosen: boolean;
  /** "Refunds (12 rows), Angry (3 rows)": other slices with rows of this one. */
  overlaps: string;
  me: string;
  menu: ReactNode;
}

/** A slice at a glance, live: what is left, whose it is, who works on it, how fast. */
export function SliceCard({ slice: ref, chosen, overlaps, me, menu }: Props) {
  const { id, name, color, owners, size, total, holders, claimed, filledLastHour } = readFragment(SliceCard_slice, ref);
  const eta = lastsFor(size.value, filledLastHour);
  const mine = owners.some((owner) => owner.id === me);
  return (
    <div className={classes.card} data-chosen={chosen || undefined}>
      <Link
        from="/p/$project/d/$dataset/queue"
        to="."
        search={(old) => ({ ...old, slice: id, filter: undefined, row: undefined })}
        className={classes.cover}
        aria-current={chosen ? 'true' : undefined}
        aria-label={`${name}: ${counted(size.value, 'row')} left of ${count(total.value)}, ${counted(claimed, 'row')} held`}
      />
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group gap={8} wrap="nowrap" miw={0}>
          <span className={classes.dot} style={{ background: `var(--mantine-color-${color || 'gray'}-6)` }} />
          <Text fw={600} truncate>
            {name}
          </Text>
          {mine && (
            <Text size="xs" c="dimmed">
              yours
            </Text>
          )}
        </Group>
        <Group gap={2} wrap="nowrap" className={classes.above}>
          {overlaps && (
            <Tooltip label={`Shares rows with ${overlaps}. Nobody gets a row twice, but it counts in both.`} multiline maw={300}>
              <IconAlertTriangle size={15} color="var(--mantine-color-orange-6)" role="img" aria-label={`Overlaps: ${overlaps}`} />
            </Tooltip>
          )}
          {menu}
        </Group>
      </Group>
      <Group gap={6} align="baseline" mt={2}>
        <Text className={classes.size} component="div" aria-hidden>
          <RollingNumber value={size.value} thousandSeparator="," />
          {size.exact ? '' : '+'}
        </Text>
        <Text size="xs" c="dimmed">
          left of {count(total.value)}
        </Text>
        <Text size="xs" c="dimmed" ml="auto">
          {filledLastHour > 0 ? `${filledLastHour}/h` : ''}
          {eta && ` · ${eta}`}
        </Text>
      </Group>
      <Progress value={percentDone(size.value, total.value)} color={color || 'gray'} size={5} my={8} aria-label={`${name} filled`} />
      <Group justify="space-between" gap="xs" mih={22} wrap="nowrap">
        <Group gap={3} wrap="nowrap" className={classes.above}>
          {owners.length === 0 && (
            <Text size="xs" c="dimmed">
              for anybody
            </Text>
          )}
          {owners.slice(0, 5).map((owner) => (
            <PersonAvatar key={owner.id} name={owner.name} doing="owns this slice" size={20} />
          ))}
        </Group>
        {holders.length > 0 && (
          <Group gap={3} wrap="nowrap" className={classes.above}>
            <Text size="xs" c="dimmed">
              now
            </Text>
            {holders.slice(0, 5).map(({ user, count: held }) => (
              <PersonAvatar key={user.id} name={user.name} doing={`holds ${counted(held, 'row')}`} size={20} here />
            ))}
          </Group>
        )}
      </Group>
    </div>
  );
}
