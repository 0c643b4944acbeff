import { keyOf } from './filter/compiled-filter.ts';
import type { RowImage } from './filter/row-image.ts';
import type { Done, QueueItem, Reply } from './queue-item.ts';

/** What is sent to the database, and which of the waiting writes each part of the answer is for. */
export interface Merged {
  items: QueueItem[];
  /** Takes the answers apart again: one for each of the writes that waited, in their order. */
  apart(replies: Reply[], rows: ReadonlyMap<number, RowImage>): Reply[];
}

type Claim = Extract<QueueItem, { op: 'claim' }>;

/** Those that one look can serve: of one stage, and with nothing of their own to be remembered. */
const mergeable = (item: QueueItem): item is Claim => item.op === 'claim' && item.stages.length === 1 && item.key === undefined;

/**
 * Joins claims of the same stage that wait beside each other into one look for rows, each reviewer once. Only neighbours:
 * a write between two claims may free or take what the later one gets.
 */
export function mergeClaims(waiting: QueueItem[]): Merged {
  const items: QueueItem[] = [];
  const places: number[][] = [];
  let open: { key: string; by: Set<number>; claims: Claim[]; at: number[] } | null = null;

  const close = (): void => {
    if (!open) return;
    const { claims, at } = open;
    open = null;
    places.push(at);
    if (claims.length === 1) return void items.push(claims[0]!);
    const { known, stages } = claims[0]!;
    items.push({
      op: 'claims',
      by: 0,
      known,
      stage: stages[0]!,
      takers: claims.map(({ by, count, seconds, limit }) => ({ by, count, seconds, limit })),
    });
  };

  waiting.forEach((item, index) => {
    if (!mergeable(item)) {
      close();
      items.push(item);
      places.push([index]);
      return;
    }
    const key = `${item.known} ${keyOf(item.stages[0]!)}`;
    if (!open || open.key !== key || open.by.has(item.by)) {
      close();
      open = { key, by: new Set(), claims: [], at: [] };
    }
    open.by.add(item.by);
    open.claims.push(item);
    open.at.push(index);
  });
  close();

  return {
    items,
    apart(replies, rows) {
      const each = new Array<Reply>(waiting.length);
      replies.forEach((reply, n) => {
        const item = items[n]!;
        const parts = item.op !== 'claims' ? [reply] : (reply.ok!.replies ?? dealOut(item, reply.ok!.dealt!, rows));
        parts.forEach((part, place) => (each[places[n]![place]!] = part));
      });
      return each;
    },
  };
}

/** What each of those who were dealt to together got. Their claims are those of the rows. */
function dealOut(
  { takers }: Extract<QueueItem, { op: 'claims' }>,
  { from, rows: dealt, takers: whose, helds, wants }: NonNullable<Done['dealt']>,
  rows: ReadonlyMap<number, RowImage>,
): Reply[] {
  const froms = from === null ? [] : [from];
  const replies = takers.map(({ limit }, n): Reply =>
    limit > 0 && wants[n] === 0 ? { refused: { type: 'ClaimLimitReached', limit, held: helds[n]! } } : { ok: { claims: [], froms } },
  );
  dealt.forEach((id, n) => {
    // One that an administrator has ended within the same batch was never had.
    const claim = rows.get(id)?.claim;
    if (claim) replies[whose[n]! - 1]!.ok!.claims!.push(claim);
  });
  return replies;
}
