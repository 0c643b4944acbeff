import DataLoader from 'dataloader';
import type { User } from '@docket/prisma/generated/client/client.ts';
import { projectIdsOfUsers, usersById } from './access/users-by-id.ts';
import type { Services } from './context.ts';
import { readSizes } from './feed/read-sizes.ts';
import { type SliceTally, tallySlices } from './feed/slice-tally.ts';
import type { RowImage } from './queue/filter/row-image.ts';
import { loadDrafts, loadRows } from './queue/load-rows.ts';
import type { DraftImage } from './queue/refusals.ts';
import { type LiveReview, reviewsOfRows } from './reviews/read-reviews.ts';
import { type RowCheckView, checksOfRows } from './row-evaluators/read-checks.ts';
import { type SuggestionView, suggestionsOfRows } from './row-evaluators/read-suggestions.ts';
import { type SliceRecord, slicesOf } from './queue/slices/slice-record.ts';

/** The joined reads of one request, or of the events of subscriptions that are told at one moment: what is asked for within a
 * tick is read at once, and read once. They must not outlive it, or a subscription would go on showing what it read first. Each
 * is made when it is first asked for: most operations need none or one of them. */
export class Loaders {
  readonly #services: Services;
  readonly #viewerId: number | null;
  #userById?: DataLoader<number, User>;
  #projectIdsOfUser?: DataLoader<number, number[]>;
  #rowById?: DataLoader<number, RowImage>;
  #draftOfRow?: DataLoader<number, DraftImage | null>;
  #sizesOfDataset?: DataLoader<number, Map<number, number>>;
  #slicesOfDataset?: DataLoader<number, SliceRecord[]>;
  #reviewsOfRow?: DataLoader<number, LiveReview[]>;
  #suggestionsOfRow?: DataLoader<number, SuggestionView[]>;
  #checksOfRow?: DataLoader<number, RowCheckView[]>;
  #tallyOfSlice?: DataLoader<SliceRecord, SliceTally, number>;

  /** @param viewerId null where the reads are for everybody. */
  constructor(services: Services, viewerId: number | null) {
    this.#services = services;
    this.#viewerId = viewerId;
  }

  get userById() {
    return (this.#userById ??= new DataLoader((ids) => usersById(this.#services.db, ids)));
  }

  get projectIdsOfUser() {
    return (this.#projectIdsOfUser ??= new DataLoader((ids) => projectIdsOfUsers(this.#services.db, ids)));
  }

  get rowById() {
    return (this.#rowById ??= new DataLoader(async (ids) => (await loadRows(this.#services.db, ids)) as RowImage[]));
  }

  get draftOfRow() {
    const reviewerId = this.#viewerId ?? 0;
    return (this.#draftOfRow ??= new DataLoader((rowIds) => loadDrafts(this.#services.db, { rowIds, reviewerId })));
  }

  get sizesOfDataset() {
    return (this.#sizesOfDataset ??= new DataLoader((ids) => readSizes(this.#services.db, ids)));
  }

  get slicesOfDataset() {
    return (this.#slicesOfDataset ??= new DataLoader((ids) => slicesOf(this.#services.db, ids)));
  }

  get reviewsOfRow() {
    return (this.#reviewsOfRow ??= new DataLoader((ids) => reviewsOfRows(this.#services.db, ids)));
  }

  get suggestionsOfRow() {
    const viewerId = this.#viewerId ?? 0;
    return (this.#suggestionsOfRow ??= new DataLoader((rowIds) => suggestionsOfRows(this.#services.db, { rowIds, viewerId })));
  }

  get checksOfRow() {
    return (this.#checksOfRow ??= new DataLoader((ids) => checksOfRows(this.#services.db, ids)));
  }

  get tallyOfSlice() {
    return (this.#tallyOfSlice ??= new DataLoader((slices) => tallies(this.#services, slices), { cacheKeyFn: (slice) => slice.id }));
  }
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
