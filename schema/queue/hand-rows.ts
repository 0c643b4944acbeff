import type { RowImage } from './filter/row-image.ts';
import type { QueueItem, Reply } from './queue-item.ts';

/** Gives each reply of a batch the rows it is about, which the batch has read once for all: the row that the write names,
 * and those that were claimed. */
export function handRows(items: QueueItem[], replies: Reply[], rows: ReadonlyMap<number, RowImage>): void {
  replies.forEach((reply, n) => {
    const item = items[n]!;
    if ('row' in item) reply.row = rows.get(item.row);
    for (const claim of reply.ok?.claims ?? []) claim.row = rows.get(claim.rowId);
  });
}
