import { Tooltip } from '@mantine/core';
import { IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { useConnection } from '../graphql/connection.ts';
import classes from './connection-badge.module.css';

const says = {
  online: { label: 'Live', hint: 'Changes by others appear at once.' },
  reconnecting: { label: 'Reconnecting', hint: 'The connection dropped. What was missed is fetched as soon as it is back.' },
  offline: { label: 'Offline', hint: 'No network. What you see may be old; what you type is kept.' },
};

/** Whether what is on screen follows the server at this moment. */
export function ConnectionBadge() {
  const state = useConnection();
  const { label, hint } = says[state];
  return (
    <Tooltip label={hint} multiline maw={260}>
      <span className={classes.badge} data-state={state} role="status" tabIndex={0}>
        {state === 'online' && <span className={classes.dot} />}
        {state === 'reconnecting' && <IconRefresh size={13} className={classes.turning} />}
        {state === 'offline' && <IconCloudOff size={13} />}
        <span className={classes.label}>{label}</span>
      </span>
    </Tooltip>
  );
}
