import type { QueueItem, Reply } from './queue-item.ts';

/** What is sent to the database, and which of the waiting writes each part of the answer is for. */
export interface Merged {
  items: QueueItem[];
  /** Takes the answers apart again: one for each of the writes that waited, in their order. */
  apart(replies: Reply[]): Reply[];
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
    const { combos, sql, params } = item.stages[0]!;
    const key = JSON.stringify([item.known, combos, sql, params]);
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
    apart(replies) {
      const each = new Array<Reply>(waiting.length);
      replies.forEach((reply, n) => {
        const parts = items[n]!.op === 'claims' ? reply.ok!.replies! : [reply];
        parts.forEach((part, place) => (each[places[n]![place]!] = part));
      });
      return each;
    },
  };
}
