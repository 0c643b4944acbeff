import { Badge, Text } from '@mantine/core';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { TimeAgo } from '../ui/time-ago.tsx';
import { Places, Places_row } from '../reviews/places.tsx';
import { ClaimBadge, ClaimBadge_claim } from './claim-badge.tsx';

export const RowState_row = graphql(
  `
    fragment RowState_row on Row {
      id
      status
      filledAt
      filledBy {
        id
        name
      }
      reviewsRequired
      claim {
        ...ClaimBadge_claim
      }
      ...Places_row
    }
  `,
  [ClaimBadge_claim, Places_row],
);

/** Where a row is in its review: waiting, held by somebody, or filled by somebody. */
export function RowState({ row: masked }: { row: FragmentOf<typeof RowState_row> }) {
  const row = readFragment(RowState_row, masked);
  const { status, filledAt, filledBy, claim } = row;
  if (row.reviewsRequired > 1 && status === 'EMPTY') return <Places row={row} />;
  if (claim) return <ClaimBadge claim={claim} />;
  if (status === 'EMPTY') return <Badge color="gray">In the queue</Badge>;
  return (
    <>
      <Badge color="teal" style={{ flex: 'none' }}>
        Filled
      </Badge>
      {filledBy && (
        <Text span size="xs" c="dimmed" truncate>
          by {filledBy.name}
          {filledAt && (
            <>
              {', '}
              <TimeAgo at={filledAt} />
            </>
          )}
        </Text>
      )}
    </>
  );
}
