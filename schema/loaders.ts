import DataLoader from 'dataloader';
import type { User } from '@docket/prisma/generated/client/client.ts';
import { projectIdsOfUsers, usersById } from './access/users-by-id.ts';
import type { Services } from './context.ts';
import { readSizes } from './feed/read-sizes.ts';
import { type SliceTally, tallySlices } from './feed/slice-tally.ts';
import type { RowImage } from './queue/filter/row-image.ts';
import { loadDrafts, loadRows } from './queue/load-rows.ts';
import type { DraftImage } from './queue/refusals.ts';
import { type SliceRecord, slicesOf } from './queue/slices/slice-record.ts';

/** The joined reads of one request, or of one event of a subscription: what is asked for within a tick is read at once,
 * and read once. They must not outlive it, or a subscription would go on showing what it read first. */
export function makeLoaders(services: Services, viewerId: () => number | null) {
  const { db } = services;
  const made: Record<string, unknown> = {};
  /** Each is made when it is first asked for: most operations need none or one of them. */
  const once = <L>(name: string, make: () => L): L => (made[name] ??= make()) as L;
  return {
    get userById() {
      return once('userById', () => new DataLoader<number, User>((ids) => usersById(db, ids)));
    },
    get projectIdsOfUser() {
      return once('projectIdsOfUser', () => new DataLoader<number, number[]>((ids) => projectIdsOfUsers(db, ids)));
    },
    get rowById() {
      return once('rowById', () => new DataLoader<number, RowImage>(async (ids) => (await loadRows(db, ids)) as RowImage[]));
    },
    get draftOfRow() {
      const reviewerId = viewerId() ?? 0;
      return once('draftOfRow', () => new DataLoader<number, DraftImage | null>((rowIds) => loadDrafts(db, { rowIds, reviewerId })));
    },
    get sizesOfDataset() {
      return once('sizesOfDataset', () => new DataLoader<number, Map<number, number>>((ids) => readSizes(db, ids)));
    },
    get slicesOfDataset() {
      return once('slicesOfDataset', () => new DataLoader<number, SliceRecord[]>((ids) => slicesOf(db, ids)));
    },
    get tallyOfSlice() {
      return once(
        'tallyOfSlice',
        () =>
          new DataLoader<SliceRecord, SliceTally, number>((slices) => tallies(services, slices), {
            cacheKeyFn: (slice) => slice.id,
          }),
      );
    },
  };
}

/** Tallies of slices of any datasets, each dataset's from its follower as of now. */
async function tallies(services: Services, slices: readonly SliceRecord[]): Promise<SliceTally[]> {
  const found = new Map<number, SliceTally>();
  for (const datasetId of new Set(slices.map((slice) => slice.datasetId))) {
    const some = slices.filter((slice) => slice.datasetId === datasetId);
    const follower = await services.feed.follow(datasetId);
    await follower.poke();
    (await tallySlices(services, follower, some)).forEach((tally, n) => found.set(some[n]!.id, tally));
  }
  return slices.map((slice) => found.get(slice.id)!);
}

export type Loaders = ReturnType<typeof makeLoaders>;
