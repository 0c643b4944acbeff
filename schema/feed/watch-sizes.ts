import type { Services } from '../context.ts';
import type { ColumnShape, DatasetShape } from '../datasets/dataset-shape.ts';
import { InvalidFilter } from '../refusals.ts';
import { bareFacts, evaluateFilter, needsOf } from '../queue/filter/evaluate-filter.ts';
import type { Condition } from '../queue/filter/row-filter.ts';
import type { Combination } from '../queue/filter/row-image.ts';
import type { Seat } from './follower.ts';
import { makeMailbox } from './mailbox.ts';

/** How many rows have these label values; a row without a value has null there. */
export interface SizeGroup {
  key: Record<string, string | null>;
  count: number;
}

export interface SizesMessage {
  seq: number;
  epoch: string;
  groups: SizeGroup[];
  total: number;
}

/** Columns that one grouping names at most. */
const mostColumns = 5;

/** The columns of a grouping: LABEL columns, or annotation_status. Only these have sizes that need no counting. */
export function groupColumns(shape: DatasetShape, keys: string[]): ColumnShape[] {
  if (keys.length > mostColumns) throw new InvalidFilter(`Group by at most ${mostColumns} columns.`, ['groupBy']);
  return keys.map((key) => {
    const column = shape.byKey.get(key);
    if (column?.type !== 'LABEL') throw new InvalidFilter(`Sizes are grouped by label columns; “${key}” is none.`, ['groupBy']);
    return column;
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
  columns: ColumnShape[],
  condition: Condition,
  combinations: ReadonlyMap<number, Combination>,
  sizes: ReadonlyMap<number, number>,
): { groups: SizeGroup[]; total: number } {
  const groups = new Map<string, SizeGroup>();
  let total = 0;
  for (const [id, n] of sizes) {
    const combination = combinations.get(id);
    if (!combination || !evaluateFilter(condition, bareFacts(0, combination, null))) continue;
    const key = Object.fromEntries(columns.map((column) => [column.key, labelOf(shape, column, combination)]));
    const text = JSON.stringify(key);
    const group = groups.get(text) ?? { key, count: 0 };
    group.count += n;
    groups.set(text, group);
    total += n;
  }
  return { groups: [...groups.values()], total };
}

function labelOf(shape: DatasetShape, column: ColumnShape, combination: Combination): string | null {
  if (column.system) return combination.filled ? shape.statusOptions.filled.value : shape.statusOptions.empty.value;
  const option = combination.labels[column.id];
  return option === undefined ? null : (column.optionById.get(option)?.value ?? null);
}

/** Follows the sizes of a filter by groups. The first message comes at once; a slow reader gets the latest only. */
export async function watchSizes(
  { feed }: Pick<Services, 'feed'>,
  { shape, groupBy, condition }: { shape: DatasetShape; groupBy: string[]; condition: Condition },
): Promise<AsyncIterableIterator<SizesMessage>> {
  const columns = groupColumns(shape, groupBy);
  requireSizeable(condition);
  const follower = await feed.follow(shape.id);
  const mailbox = makeMailbox<SizesMessage>(
    (_, next) => next,
    () => void follower.seats.delete(seat),
  );
  let last = '';
  const tell = (): void => {
    const now = groupSizes(shape, columns, condition, follower.combinations, follower.state.sizes);
    const text = JSON.stringify(now);
    if (text === last) return;
    last = text;
    mailbox.put({ seq: follower.state.seq, epoch: follower.epoch, ...now });
  };
  const seat: Seat = { wantsRows: false, take: tell, reload: tell };
  follower.seats.add(seat);
  tell();
  return mailbox.messages;
}
