import { ActionIcon, Group, Switch, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { count, dollars } from '../ui/format.ts';
import classes from './standing.module.css';

interface Props {
  name: string;
  /** What it runs on, as in “Remove … from spans?”. */
  from: string;
  /** On what of it, and what it makes of that. */
  about: ReactNode;
  enabled: boolean;
  pausedBecause: string | null;
  canChange: boolean;
  /** How far it is: "12 scored". Behind it stand failures and cost. */
  facts: readonly (string | false)[];
  unknown: number;
  failed: number;
  cost: number;
  budget: number | null;
  /** What is gone with it, and what stays. */
  removal: string;
  /** Answer why it did not work; undefined where it did. */
  onTurn: (on: boolean) => Promise<string | undefined>;
  onRemove: () => Promise<string | undefined>;
  /** At the end of the line of facts. */
  action?: ReactNode;
  children?: ReactNode;
}

/** One evaluator that runs by itself: on what, how far it is, and whether it runs. */
export function StandingLine({ name, from, about, enabled, pausedBecause, canChange, facts, removal, action, children, ...one }: Props) {
  const { unknown, failed, cost, budget, onTurn, onRemove } = one;
  const [busy, setBusy] = useState<'turning' | 'removing' | null>(null);
  const act = async (what: 'turning' | 'removing', title: string, work: () => Promise<string | undefined>) => {
    setBusy(what);
    const problem = await work();
    setBusy(null);
    if (problem !== undefined) notifications.show({ color: 'red', title, message: problem });
  };
  const ask = () =>
    modals.openConfirmModal({
      title: `Remove ${name} from ${from}?`,
      children: <Text size="sm">{removal}</Text>,
      labels: { confirm: 'Remove', cancel: 'Cancel' },
      confirmProps: { color: 'red', size: 'sm' },
      cancelProps: { size: 'sm' },
      onConfirm: () => void act('removing', `${name} was not removed`, onRemove),
    });
  const told = [
    ...facts,
    unknown > 0 && `${count(unknown)} could not be told`,
    failed > 0 && `${count(failed)} failed`,
    (cost > 0 || budget !== null) && `${dollars(cost)}${budget === null ? '' : ` of ${dollars(budget)}`}`,
  ];
  return (
    <li className={classes.line}>
      <Group justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
        <Text fw={550} size="sm" className={classes.name}>
          {name}
        </Text>
        <Group gap={6} wrap="nowrap">
          <Switch
            size="xs"
            labelPosition="left"
            label={enabled ? 'Running' : 'Paused'}
            aria-label={`${enabled ? 'Running' : 'Paused'}: ${name}`}
            checked={enabled}
            disabled={!canChange || busy === 'turning'}
            onChange={({ currentTarget: { checked } }) =>
              void act('turning', `${name} was not ${checked ? 'turned on' : 'paused'}`, () => onTurn(checked))
            }
          />
          {canChange && (
            <ActionIcon aria-label={`Remove ${name} from ${from}`} loading={busy === 'removing'} onClick={ask} size="sm">
              <IconTrash size={15} />
            </ActionIcon>
          )}
        </Group>
      </Group>
      <Text size="xs" c="dimmed" className={classes.name}>
        {about}
      </Text>
      <Group gap="xs" justify="space-between" mt={2}>
        <Text size="xs">{told.filter(Boolean).join(' · ')}</Text>
        {action}
      </Group>
      {children}
      {pausedBecause && (
        <Text size="xs" c="red" mt={2} className={classes.name} role="status">
          {pausedBecause}
        </Text>
      )}
    </li>
  );
}
