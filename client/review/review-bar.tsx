import { ActionIcon, Group, Select, Tooltip } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { useLatest } from '../offline/use-feed.ts';
import { WhoIsHere } from '../presence/who-is-here.tsx';
import type { Here } from '../presence/use-presence.ts';
import { ClaimTimer } from './claim-timer.tsx';
import classes from './review.module.css';
import type { ReviewState } from './review-types.ts';
import type { ServerClock } from './server-clock.ts';
import { SittingProgress } from './sitting-progress.tsx';

const ReviewBar_slices = graphql(`
  subscription ReviewBar_slices($datasetId: ID!) {
    slicesChanged(datasetId: $datasetId) {
      cursor
      slices {
        id
        name
        size {
          value
          exact
        }
        holders {
          count
          user {
            id
            name
          }
        }
      }
    }
  }
`);

export type ReviewSlice = ResultOf<typeof ReviewBar_slices>['slicesChanged']['slices'][number];

/** The slices of a dataset with their live sizes. */
export function useReviewSlices(datasetId: string): readonly ReviewSlice[] {
  const { data } = useLatest({ query: ReviewBar_slices, variables: { datasetId } });
  return data?.slicesChanged.slices ?? [];
}

interface Props {
  state: ReviewState;
  clock: ServerClock | undefined;
  claimSeconds: number;
  slices: readonly ReviewSlice[];
  slice: string | undefined;
  filtered: boolean;
  here: readonly Here[];
  me: string;
  onSlice: (slice: string | undefined) => void;
  onHelp: () => void;
}

/** Above the row: what is worked on, how it goes, who else is here, how long the claim holds. */
export function ReviewBar({ state, clock, claimSeconds, slices, slice, filtered, here, me, onSlice, onHelp }: Props) {
  const anywhere = filtered ? 'The filter of this link' : 'My slices first';
  const known = slice && slices.every((one) => one.id !== slice) ? [{ value: slice, label: 'This slice' }] : [];
  return (
    <div className={classes.bar}>
      <Select
        size="xs"
        w={{ base: 170, sm: 230 }}
        aria-label="What to review"
        allowDeselect={false}
        data={[
          { value: '', label: anywhere },
          ...known,
          ...slices.map(({ id, name, size }) => ({ value: id, label: `${name} · ${size.value} left` })),
        ]}
        value={slice ?? ''}
        onChange={(next) => onSlice(next || undefined)}
      />
      <SittingProgress state={state} />
      <Group gap="sm" ml="auto" wrap="nowrap">
        <WhoIsHere here={here} me={me} max={4} />
        {state.current && !state.loss && clock && (
          <ClaimTimer expiresAt={state.current.expiresAt} seconds={claimSeconds} now={clock.now} online={state.online} />
        )}
        <Tooltip label="Keys (?)">
          <ActionIcon aria-label="Keys" onClick={onHelp} visibleFrom="sm">
            <IconKeyboard size={17} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </div>
  );
}
