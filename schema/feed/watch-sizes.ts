import type { Services } from '../context.ts';
import { type DatasetShape, shapeOf } from '../datasets/dataset-shape.ts';
import { InvalidFilter } from '../refusals.ts';
import { needsOf } from '../queue/filter/evaluate-filter.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import type { Combination } from '../queue/filter/row-image.ts';
import type { Follower, Seat } from './follower.ts';
import { type GroupColumn, type SizeGroup, SizeGroups } from './group-sizes.ts';
import { type Watch, sharedWatches } from './share-watch.ts';

export interface SizesMessage {
  seq: number;
  epoch: string;
  groups: SizeGroup[];
  total: number;
}

/** Columns that one grouping names at most. */
const mostColumns = 5;

/** While rows change, sizes go out at most this often, in milliseconds; the first change goes out at once. Nobody reads more
 * than ten sizes a second, and 500 dashboards are sent 5,000 messages a second so and not 50,000. */
const atMostEvery = 100;

/** The columns of a grouping: LABEL columns, or annotation_status. Only these have sizes that need no counting. */
export function groupColumns(shape: DatasetShape, keys: string[]): GroupColumn[] {
  if (keys.length > mostColumns) throw new InvalidFilter(`Group by at most ${mostColumns} columns.`, ['groupBy']);
  return keys.map((key) => {
    const column = shape.byKey.get(key);
    if (column?.type !== 'LABEL') throw new InvalidFilter(`Sizes are grouped by label columns; “${key}” is none.`, ['groupBy']);
    return { key, columnId: column.id };
  });
}

/** Refuses a filter that sizes cannot answer without counting. */
export function requireSizeable(condition: Condition): void {
  if (needsOf(condition) !== 'combination')
    throw new InvalidFilter('Sizes are kept for filters over labels and annotation_status alone.', ['filter']);
}

/** Sizes by group, from the sizes of combinations. */
export function groupSizes(
  shape: DatasetShape,
  columns: GroupColumn[],
  condition: Condition,
  combinations: ReadonlyMap<number, Combination>,
  sizes: ReadonlyMap<number, number>,
): { groups: SizeGroup[]; total: number } {
  return new SizeGroups(shape, columns, condition).regroup(combinations, sizes);
}

interface SizesWatch extends Watch {
  /** The sizes as of now: the message that was told last, for as long as it still says so. */
  now(): SizesMessage;
}

const join = sharedWatches<SizesMessage, SizesWatch>();

/** Follows the sizes of a filter by groups. The first message comes at once; a slow reader gets the latest only. Equal watches
 * share one message object. */
export async function watchSizes(
  services: Pick<Services, 'db' | 'feed' | 'signals'>,
  { shape, groupBy, condition }: { shape: DatasetShape; groupBy: string[]; condition: Condition },
): Promise<AsyncIterableIterator<SizesMessage>> {
  const columns = groupColumns(shape, groupBy);
  requireSizeable(condition);
  const follower = await services.feed.follow(shape.id);
  return join({
    owner: follower,
    key: JSON.stringify([columns, condition]),
    start: (tell) => startSizes(services, follower, { shape, columns, condition }, tell),
    greet: (watch) => watch.now(),
  });
}

function startSizes(
  services: Pick<Services, 'db' | 'signals'>,
  follower: Follower,
  { shape, columns, condition }: { shape: DatasetShape; columns: GroupColumn[]; condition: Condition },
  tell: (message: SizesMessage) => void,
): SizesWatch {
  let grouping = new SizeGroups(shape, columns, condition);
  let told: SizesMessage | null = null;
  let resting: NodeJS.Timeout | null = null;
  let waiting = false;

  /** The sizes now, and whether they are other than what was told. */
  function look(): { message: SizesMessage; moved: boolean } {
    const { groups, total, moved } = grouping.regroup(follower.combinations, follower.state.sizes);
    const { seq } = follower.state;
    const { epoch } = follower;
    if (told && !moved && told.seq === seq && told.epoch === epoch) return { message: told, moved: false };
    const message = { seq, epoch, groups, total };
    const changed = moved || told?.epoch !== epoch;
    told = message;
    return { message, moved: changed };
  }

  function tellNow(): void {
    const { message, moved } = look();
    if (!moved) return;
    tell(message);
    resting = setTimeout(() => {
      resting = null;
      if (waiting) tellSoon();
    }, atMostEvery);
    resting.unref();
  }

  function tellSoon(): void {
    waiting = resting !== null;
    if (!waiting) tellNow();
  }

  /** Options may have other names now. */
  async function reshape(): Promise<void> {
    const now = await shapeOf(services, shape.id);
    if (!now) return;
    grouping = new SizeGroups(now, columns, condition);
    tellSoon();
  }

  const seat: Seat = {
    wantsRows: false,
    take(batch) {
      // What fails here is read with the next change of the columns; the numbers are right all the same.
      if (batch.events.some(({ kind }) => kind === 'columns')) void reshape().catch(() => undefined);
      tellSoon();
    },
    reload: tellSoon,
  };
  follower.seats.add(seat);
  return {
    // Whoever comes while the others rest would be told the same twice; they are told then what they were not yet.
    now() {
      const { message, moved } = look();
      if (moved) tell(message);
      return message;
    },
    stop() {
      follower.seats.delete(seat);
      if (resting) clearTimeout(resting);
    },
  };
}
