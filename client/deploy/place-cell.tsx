import { Badge, Button, Tooltip } from '@mantine/core';
import { IconRocket, IconShieldCheck } from '@tabler/icons-react';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import { HowBadge } from './how-badge.tsx';
import { newerBy, type Place } from './places.ts';
import classes from './deploy.module.css';

interface Props {
  place: Place;
  isOpen: boolean;
  isAdmin: boolean;
  onOpen: () => void;
  onDeploy: () => void;
}

/** What runs there, since when and by whom; leads to everything about it. */
export function PlaceCell({ place, isOpen, isAdmin, onOpen, onDeploy }: Props) {
  const { prompt, environment, running, gate } = place;
  const newer = newerBy(place);
  const where = `${prompt.name} in ${environment.name}`;
  return (
    <div className={classes.place}>
      <span className={classes.where} aria-hidden>
        {environment.name}
      </span>
      <button type="button" className={classes.open} aria-expanded={isOpen} onClick={onOpen}>
        <span className={classes.line}>
          <span className="visually-hidden">{where}: </span>
          {running ? (
            <>
              <i className={classes.dot} aria-hidden />
              <b className={classes.version}>v{running.version.number}</b>
            </>
          ) : (
            <span className={classes.nothing}>Nothing runs</span>
          )}
          {running && <HowBadge deployment={running} />}
          {newer !== null && (
            <Badge size="sm" color="blue" title={`Newest: v${prompt.latest!.number}`}>
              {newer === 1 ? '1 newer' : `${newer} newer`}
            </Badge>
          )}
          {gate && (
            <Tooltip label="A gate is in front of it">
              <span className={classes.gated}>
                <IconShieldCheck size={15} stroke={1.7} role="img" aria-label="has a gate" />
              </span>
            </Tooltip>
          )}
        </span>
        {running && (
          <span className={classes.since}>
            {running.deployedBy && <UserAvatar name={running.deployedBy.name} size={18} />}
            <span>
              {running.deployedBy?.name.split(' ')[0] ?? 'Somebody who left'}, <TimeAgo at={running.deployedAt} />
            </span>
          </span>
        )}
      </button>
      {isAdmin && prompt.latest && (
        <Button
          className={classes.deploy}
          variant={running ? 'default' : 'light'}
          size="compact-xs"
          aria-label={`Deploy ${where}`}
          onClick={onDeploy}
        >
          <IconRocket size={13} aria-hidden />
          <span className={classes.word}>Deploy…</span>
        </Button>
      )}
    </div>
  );
}
