import { Badge } from '@mantine/core';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { useNow } from '../ui/clock.ts';
import { UserAvatar, userColor } from '../ui/user-avatar.tsx';

export const ClaimBadge_claim = graphql(`
  fragment ClaimBadge_claim on Claim {
    reviewer {
      id
      name
    }
    expiresAt
    mine
  }
`);

/** What is left of a claim, to the half minute at first and to the second at the end. */
export function timeLeft(expiresAt: string, now: number): string {
  const seconds = Math.max(0, Math.round((Date.parse(expiresAt) - now) / 1000));
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Who holds a row, and how much longer. */
export function ClaimBadge({ claim }: { claim: FragmentOf<typeof ClaimBadge_claim> }) {
  const { reviewer, expiresAt, mine } = readFragment(ClaimBadge_claim, claim);
  const now = useNow();
  return (
    <Badge color={userColor(reviewer.name)} variant="light" size="sm" leftSection={<UserAvatar name={reviewer.name} size={14} />}>
      {mine ? 'You' : reviewer.name} · {timeLeft(expiresAt, now)}
    </Badge>
  );
}
