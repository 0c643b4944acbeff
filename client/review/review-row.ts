import { valuesOf } from '../cells/values.ts';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { RowReader_row } from './row-reader.tsx';
import type { ServerClock } from './server-clock.ts';
import { Suggestions_row } from './suggestions.tsx';
import type { Loss, Meanwhile, Seat } from './review-types.ts';

/** What the reviewer reads: kept as it came, and read by the row reader and the suggestions alone. */
export type ReviewRow = FragmentOf<typeof RowReader_row> & FragmentOf<typeof Suggestions_row>;

export const ReviewSeat_claim = graphql(
  `
    fragment ReviewSeat_claim on Claim {
      token
      claimedAt
      expiresAt
      row {
        id
        version
        values
        reviewsMissing
        draft {
          values
          updatedAt
          by {
            id
            name
          }
        }
        ...RowReader_row
        ...Suggestions_row
      }
    }
  `,
  [RowReader_row, Suggestions_row],
);

export const LostRow_row = graphql(`
  fragment LostRow_row on Row {
    id
    status
    version
    values
    updatedAt
    filledBy {
      id
      name
    }
    claim {
      expiresAt
      mine
      reviewer {
        id
        name
      }
    }
  }
`);

/** A claim as the session takes it; null when it is not ours (then it names no token). */
export function seatOf(
  ref: FragmentOf<typeof ReviewSeat_claim>,
  { me, answers }: { me: string; answers: readonly string[] },
  clock: ServerClock,
): Seat<ReviewRow> | null {
  const { token, claimedAt, expiresAt, row } = readFragment(ReviewSeat_claim, ref);
  if (!token) return null;
  clock.observe(Date.parse(claimedAt));
  const { draft } = row;
  const values = valuesOf(row.values);
  const stands = Object.entries(values).filter(([key, value]) => answers.includes(key) && value !== null);
  return {
    rowId: row.id,
    token,
    version: row.version,
    expiresAt: Date.parse(expiresAt),
    values,
    affirmed: row.reviewsMissing > 0 ? Object.fromEntries(stands) : {},
    draft: draft && { by: draft.by, at: draft.updatedAt, values: valuesOf(draft.values), mine: draft.by.id === me },
    kept: null,
    row,
  };
}

/** The row as it is now, told as a loss. */
export function lossOf(ref: FragmentOf<typeof LostRow_row> | null | undefined, at: number): Loss {
  if (!ref) return { at, holder: null, holderUntil: null, filledBy: null, values: null, gone: true };
  const row = readFragment(LostRow_row, ref);
  const holder = row.claim && !row.claim.mine ? row.claim : null;
  const filled = row.status === 'FILLED';
  return {
    at,
    holder: holder?.reviewer ?? null,
    holderUntil: holder && Date.parse(holder.expiresAt),
    filledBy: filled ? (row.filledBy ?? { id: '', name: 'Somebody' }) : null,
    values: filled ? valuesOf(row.values) : null,
    gone: false,
  };
}

export function meanwhileOf(ref: FragmentOf<typeof LostRow_row>): Meanwhile {
  const row = readFragment(LostRow_row, ref);
  return { version: row.version, values: valuesOf(row.values) };
}
