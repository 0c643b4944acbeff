import type { ModelRow } from './state.ts';

export interface NamedFilter {
  name: string;
  /** As callers send it. */
  filter: Record<string, unknown> | null;
  /** The same, said once more and by hand: the model shares no code with what it checks. */
  holds(row: ModelRow): boolean;
}

const priority = (equals: string | null) => ({ column: { column: 'priority', equals } });
const empty = { column: { column: 'annotation_status', equals: 'empty' } };
const needle = { column: { column: 'annotation', contains: 'NEEDLE' } };
const hasNeedle = (row: ModelRow): boolean => (row.contents.annotation ?? '').toLowerCase().includes('needle');

/** One filter for each way in which the product decides: by label, by event, by text, by claim, by share, all of them. */
export const filters: NamedFilter[] = [
  { name: 'everything', filter: null, holds: () => true },
  { name: 'high', filter: priority('high'), holds: (row) => row.contents.priority === 'high' },
  { name: 'no priority', filter: priority(null), holds: (row) => row.contents.priority === null },
  { name: 'needle', filter: needle, holds: hasNeedle },
  { name: 'share', filter: { bucket: { of: 2, at: 1 } }, holds: (row) => row.id % 2 === 1 },
  { name: 'claimed', filter: { claim: 'CLAIMED' }, holds: (row) => row.claim !== null },
  {
    name: 'mixed',
    filter: { and: [empty, { claim: 'FREE' }, { or: [priority('high'), needle] }] },
    holds: (row) => !row.contents.filled && row.claim === null && (row.contents.priority === 'high' || hasNeedle(row)),
  },
  { name: 'filled', filter: { filledAfter: '2020-01-01T00:00:00.000Z' }, holds: (row) => row.contents.filled },
];

/** The filters that claims and bulk edits name. A bulk edit looks for its rows before it takes the lock, so one over
 * claims could see a claim that has run out and is not reaped yet; those over contents are decided again under the lock. */
export const overContents = filters.filter(({ name }) => !['claimed', 'mixed', 'filled'].includes(name));

export const named = (name: string): NamedFilter => filters.find((one) => one.name === name)!;

/** The dataset's slices: the first is the first reviewer's, the second the second's. */
export const slices: { name: string; of: string; owner: number }[] = [
  { name: 'Needles', of: 'needle', owner: 0 },
  { name: 'Share', of: 'share', owner: 1 },
];

/** Where a reviewer who names nothing is served from: their own slices, what no other owner waits for, everything. */
export function servedStages(who: number): ((row: ModelRow) => boolean)[] {
  const holds = (mine: boolean) => slices.filter(({ owner }) => (owner === who) === mine).map(({ of }) => named(of).holds);
  const [own, others] = [holds(true), holds(false)];
  return [
    ...(own.length > 0 ? [(row: ModelRow) => own.some((one) => one(row))] : []),
    ...(others.length > 0 ? [(row: ModelRow) => !others.some((one) => one(row))] : []),
    () => true,
  ];
}
