import { Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { CellView } from '../cells/cell-view.tsx';
import { columnName } from '../cells/values.ts';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { useAgain } from '../graphql/use-again.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import classes from './row-history.module.css';

const RowHistory_query = graphql(`
  query RowHistory_query($id: ID!) {
    row(id: $id) {
      id
      history(first: 50) {
        seq
        at
        kind
        reason
        actor {
          id
          name
        }
        changes {
          before
          after
          column {
            id
            key
            title
            type
            options {
              id
              value
              color
            }
          }
        }
      }
    }
  }
`);
type RowEvent = NonNullable<ResultOf<typeof RowHistory_query>['row']>['history'][number];

const did: Record<RowEvent['kind'], string> = {
  ADDED: 'added the row',
  CLAIMED: 'took it',
  RELEASED: 'gave it back',
  EXPIRED: 'ran out of time',
  SKIPPED: 'skipped it',
  EDITED: 'changed it',
  REVIEWED: 'answered it',
  FILLED: 'filled it',
  REQUIRED: 'set how many reviews it wants',
  REOPENED: 'reopened it',
  UNDONE: 'took back a change',
  REMOVED: 'removed it',
};

/** What happened to a row, newest first. `version` moves when there is more to tell. */
export function RowHistory({ id, version }: { id: string; version: string }) {
  const [{ data, error }, again] = useQuery({ query: RowHistory_query, variables: { id } });
  useAgain(version, again);

  const events = data?.row?.history;
  if (!events)
    return error ? <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} /> : <Skeleton h={80} />;
  return (
    <ol className={classes.events}>
      {events.map((event) => (
        <li key={event.seq}>
          <Group gap={8} wrap="nowrap">
            <UserAvatar name={event.actor?.name ?? '·'} size={20} />
            <Text size="sm" flex={1}>
              <strong>{event.actor?.name ?? 'The system'}</strong> {did[event.kind]}
              {event.reason && <Text span c="dimmed">{`: ${event.reason}`}</Text>}
            </Text>
            <Text size="xs" c="dimmed">
              <TimeAgo at={event.at} />
            </Text>
          </Group>
          {event.changes.map(({ column, before, after }) => (
            <div key={column.id} className={classes.change}>
              <span className={classes.column}>{columnName(column)}</span>
              <CellView column={column} value={before} />
              <span aria-label="became">→</span>
              <CellView column={column} value={after} />
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}
