import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useDataset } from '../app/dataset.tsx';
import { numberOf } from '../app/ids.ts';
import { leadInput } from '../cells/lead-input.ts';
import { valuesOf } from '../cells/values.ts';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { PersonAvatar } from '../presence/person-avatar.tsx';
import type { Here } from '../presence/use-presence.ts';
import { isOpenTo } from '../reviews/places.ts';
import { Places, Places_row } from '../reviews/places.tsx';
import { useViewer } from '../session/viewer.tsx';
import { asText } from '../ui/format.ts';
import { LabelBadge } from '../ui/label-badge.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import classes from './queue.module.css';

export const RowLine_row = graphql(
  `
    fragment RowLine_row on Row {
      id
      version
      status
      values
      filledAt
      filledBy {
        id
        name
      }
      claim {
        mine
        reviewer {
          id
          name
        }
      }
      ...Places_row
    }
  `,
  [Places_row],
);

interface Props {
  row: FragmentOf<typeof RowLine_row>;
  mood: 'stays' | 'entered' | 'left';
  readers: readonly Here[];
  mayReview: boolean;
  onReopen: (row: { id: string; version: number }) => void;
}

/** One row of the live list: what it is about, who has it, and what may be done with it. */
export function RowLine({ row: ref, mood, readers, mayReview, onReopen }: Props) {
  const row = readFragment(RowLine_row, ref);
  const { columns } = useDataset();
  const { user } = useViewer();
  const values = valuesOf(row.values);
  const shown = columns.filter((column) => asText(values[column.key]) !== '');
  const input = leadInput(shown);
  const output = shown.find((column) => column.role === 'OUTPUT');
  const labels = shown.filter((column) => column.type === 'LABEL' && !column.system);
  const { claim } = row;
  const places = readFragment(Places_row, row);
  const shared = places.reviewsRequired > 1 && row.status === 'EMPTY';
  const name = `row ${numberOf(row.id)}`;

  return (
    <li className={classes.row} data-mood={mood} data-row={row.id} aria-hidden={mood === 'left' || undefined}>
      <Text className={classes.number}>{numberOf(row.id)}</Text>
      <div className={classes.words}>
        <Text size="sm" truncate>
          {input ? asText(values[input.key]) : '(no input)'}
        </Text>
        {output && (
          <Text size="xs" c="dimmed" truncate>
            {asText(values[output.key])}
          </Text>
        )}
      </div>
      <Group gap={4} wrap="nowrap" className={classes.labels}>
        {labels.slice(0, 3).map((column) => (
          <LabelBadge
            key={column.id}
            value={asText(values[column.key])}
            color={column.options.find((one) => one.value === values[column.key])?.color}
          />
        ))}
      </Group>
      <Group gap={6} wrap="nowrap" className={classes.holder}>
        {readers
          .filter((one) => places.claims.every(({ reviewer }) => reviewer.id !== one.user.id))
          .map((one) => (
            <PersonAvatar key={one.clientId} name={one.user.name} doing="is reading it" size={20} here />
          ))}
        {shared && <Places row={row} />}
        {claim && !shared && (
          <>
            <PersonAvatar
              name={claim.reviewer.name}
              doing={`holds ${name}`}
              size={20}
              here={readers.some((one) => one.user.id === claim.reviewer.id)}
            />
            <Text size="xs" c="dimmed" truncate>
              {claim.mine ? 'you' : claim.reviewer.name.split(' ')[0]}
            </Text>
          </>
        )}
        {row.status === 'FILLED' && row.filledAt && (
          <Text size="xs" c="dimmed" truncate>
            {row.filledBy?.name ?? 'somebody'}, <TimeAgo at={row.filledAt} />
          </Text>
        )}
      </Group>
      <div className={classes.act}>
        {mayReview && row.status === 'EMPTY' && isOpenTo(places, user.id) && (
          <Button
            size="compact-xs"
            variant={claim?.mine ? 'light' : 'default'}
            aria-label={claim?.mine ? `Go on with ${name}` : `Claim ${name}`}
            renderRoot={(props) => (
              <Link
                {...props}
                from="/p/$project/d/$dataset/queue"
                to="../review"
                search={(old) => ({ slice: old.slice === 'none' ? undefined : old.slice, filter: old.filter, row: row.id })}
              />
            )}
          >
            {claim?.mine ? 'Go on' : 'Claim'}
          </Button>
        )}
        {row.status === 'FILLED' && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Look at ${name}`}
            renderRoot={(props) => <Link {...props} from="/p/$project/d/$dataset/queue" to="../grid" search={{ row: row.id }} />}
          >
            Look
          </Button>
        )}
        {mayReview && row.status === 'FILLED' && (
          <Button size="compact-xs" variant="default" aria-label={`Reopen ${name}`} onClick={() => onReopen(row)}>
            Reopen
          </Button>
        )}
      </div>
    </li>
  );
}
