import { IconAlertTriangle, IconCheck, IconCloudOff, IconLoader2 } from '@tabler/icons-react';
import { useConnection } from '../graphql/connection.ts';
import type { DraftState } from './draft-session.ts';
import classes from './desk.module.css';

/** Whether the server has what is on screen, said honestly. */
export function SaveStateText({ draft: { save, problem, kept } }: { draft: DraftState }) {
  const connection = useConnection();
  const here = kept ? 'kept in this browser' : 'keep this tab open';
  if (save === 'conflict') return null;
  if (save === 'failed') {
    return (
      <span className={classes.state} data-bad role="alert">
        <IconAlertTriangle size={14} /> Not saved: {problem}
      </span>
    );
  }
  if (save === 'offline') {
    return (
      <span className={classes.state} data-wait role="status">
        <IconCloudOff size={14} /> Not saved: {connection === 'online' ? 'no answer' : 'offline'}, {here}
      </span>
    );
  }
  if (!kept && save !== 'saved') {
    return (
      <span className={classes.state} data-bad role="status">
        Not saved yet: this browser keeps nothing, leave this tab open
      </span>
    );
  }
  return (
    <span className={classes.state} role="status">
      {save === 'saved' ? <IconCheck size={14} /> : <IconLoader2 size={14} />}
      {save === 'saved' ? 'Saved' : 'Saving…'}
    </span>
  );
}
