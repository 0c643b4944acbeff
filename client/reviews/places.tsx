import { Group, Text, Tooltip } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { UserAvatar } from '../ui/user-avatar.tsx';
import { placesOf, placesText } from './places.ts';
import classes from './reviews.module.css';

export const Places_row = graphql(`
  fragment Places_row on Row {
    id
    status
    reviewsRequired
    reviewsMissing
    reviewedBy {
      id
      name
    }
    claims {
      mine
      reviewer {
        id
        name
      }
    }
  }
`);

/** The places of a row that several are to answer: who has answered, who is at it, and how many are open. */
export function Places({ row: masked }: { row: FragmentOf<typeof Places_row> }) {
  const row = readFragment(Places_row, masked);
  const { places } = placesOf(row);
  const text = placesText(row);
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={text}>
      {places.map((place, at) => (
        <Tooltip key={at} label={place.says}>
          <span className={classes.place} data-kind={place.kind}>
            {place.name && <UserAvatar name={place.name} size={20} />}
            {place.kind === 'answered' && <IconCheck size={9} stroke={4} className={classes.mark} aria-hidden />}
          </span>
        </Tooltip>
      ))}
      <Text span size="xs" c="dimmed" className={classes.count}>
        {row.reviewedBy.length}/{row.reviewsRequired}
      </Text>
    </Group>
  );
}
