import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconRocket, IconShieldPlus } from '@tabler/icons-react';
import { Section } from '../ui/section.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import { GateSummary } from './gate-summary.tsx';
import { HistoryList } from './history-list.tsx';
import { HowBadge } from './how-badge.tsx';
import type { Place } from './places.ts';
import { ReadDeployed } from './read-deployed.tsx';
import { RollBack } from './roll-back.tsx';
import classes from './deploy.module.css';

interface Props {
  place: Place;
  isAdmin: boolean;
  onClose: () => void;
  onDeploy: () => void;
  onGate: () => void;
  onChanged: () => void;
}

/** Everything about a prompt in an environment: what runs, the gate, how applications read it, and what ran before. */
export function PlacePanel({ place, isAdmin, onClose, onDeploy, onGate, onChanged }: Props) {
  const { prompt, environment, running, gate } = place;
  const [rolling, roll] = useDisclosure(false);
  // Once everybody has heard the key: this panel hears Escape too.
  const leave = () => void setTimeout(roll.close);
  return (
    <SidePanel
      label={`${prompt.name} in ${environment.name}`}
      title={
        <Text fw={600} truncate component="h2" fz="md" m={0}>
          {prompt.name} in {environment.name}
        </Text>
      }
      onClose={() => !rolling && onClose()}
    >
      <Section title="Runs now">
        {running ? (
          <>
            <div className={classes.line}>
              <i className={classes.dot} aria-hidden />
              <b className={classes.version}>v{running.version.number}</b>
              <HowBadge deployment={running} />
              <span className={classes.by}>
                {running.deployedBy && <UserAvatar name={running.deployedBy.name} size={18} />}
                {running.deployedBy?.name ?? 'Somebody who left'}, <TimeAgo at={running.deployedAt} />
              </span>
            </div>
            {running.version.notes && <p className={classes.notes}>{running.version.notes}</p>}
          </>
        ) : (
          <Text size="sm" c="dimmed">
            Nothing. Applications that ask for it get “not found”.
          </Text>
        )}
        {isAdmin && (
          <Group gap="xs" mt="sm">
            <Button leftSection={<IconRocket size={14} />} disabled={!prompt.latest} onClick={onDeploy}>
              Deploy a version
            </Button>
            {running && (
              <Button variant="default" leftSection={<IconArrowBackUp size={14} />} onClick={roll.open}>
                Roll back
              </Button>
            )}
          </Group>
        )}
      </Section>
      <Section
        title="Gate"
        aside={
          isAdmin && (
            <Button variant="subtle" size="compact-xs" leftSection={gate ? undefined : <IconShieldPlus size={14} />} onClick={onGate}>
              {gate ? 'Change' : 'Set a gate'}
            </Button>
          )
        }
      >
        <GateSummary gate={gate} />
      </Section>
      <Section title="History">
        <HistoryList key={running?.id ?? ''} environmentId={environment.id} promptId={prompt.id} />
      </Section>
      <Section title="How applications read it">
        <ReadDeployed environment={environment.name} prompt={prompt.name} />
      </Section>
      {rolling && running && <RollBack place={{ ...place, running }} onClose={leave} onDone={onChanged} />}
    </SidePanel>
  );
}
