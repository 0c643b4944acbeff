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
const mergeable = (item: QueueItem): item is Claim =>
  item.op === 'claim' && item.stages.length === 1 && item.key === undefined && !item.several;

/**
 * Joins claims of the same stage that wait beside each other into one look for rows, each reviewer once. Whoever waits in
 * one batch has not been answered, so claims may change places with each other (64 reviewers at 32 slices come in any order);
 * with another write they do not: it may free or take what a later claim gets.
 */
export function mergeClaims(waiting: QueueItem[]): Merged {
  const items: QueueItem[] = [];
  const places: number[][] = [];
  const open = new Map<string, { claims: Claim[]; at: number[] }[]>();

  const close = (): void => {
    for (const { claims, at } of [...open.values()].flat()) {
      places.push(at);
      items.push(claims.length === 1 ? claims[0]! : joined(claims));
    }
    open.clear();
  };

  waiting.forEach((item, index) => {
    if (!mergeable(item)) {
      close();
      items.push(item);
      places.push([index]);
      return;
    }
    const key = `${item.known} ${keyOf(item.stages[0]!)}`;
    const groups = open.get(key) ?? [];
    open.set(key, groups);
    const group = groups.find(({ claims }) => !claims.some(({ by }) => by === item.by));
    if (!group) return void groups.push({ claims: [item], at: [index] });
    group.claims.push(item);
    group.at.push(index);
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

const joined = (claims: Claim[]): QueueItem => ({
  op: 'claims',
  by: 0,
  known: claims[0]!.known,
  stage: claims[0]!.stages[0]!,
  takers: claims.map(({ by, count, seconds, limit }) => ({ by, count, seconds, limit })),
});

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
    const claim = rows.get(id)?.claims[0];
    if (claim) replies[whose[n]! - 1]!.ok!.claims!.push(claim);
  });
  return replies;
}
