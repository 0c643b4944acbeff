/** A row as a filter sees it, told without any of the product's code. */
export interface Facts {
  id: number;
  filled: boolean;
  priority: string | null;
  held: boolean;
  annotation: string | null;
}

interface SoakFilter {
  /** As the API takes it. */
  graph: Record<string, unknown> | null;
  holds(row: Facts): boolean;
}

const open = { column: { column: 'annotation_status', equals: 'empty' } };

/** What the soak's subscribers follow and its reviewers claim from: labels, status, claims, texts, ids. */
export const filters = {
  all: { graph: null, holds: () => true },
  open: { graph: open, holds: ({ filled }) => !filled },
  high: {
    graph: { and: [open, { column: { column: 'priority', equals: 'high' } }] },
    holds: ({ filled, priority }) => !filled && priority === 'high',
  },
  claimed: { graph: { claim: 'CLAIMED' }, holds: ({ held }) => held },
  seven: {
    graph: { column: { column: 'annotation', contains: '7' } },
    holds: ({ annotation }) => annotation?.includes('7') ?? false,
  },
  third: { graph: { and: [open, { bucket: { of: 3, at: 1 } }] }, holds: ({ filled, id }) => !filled && id % 3 === 1 },
  /** Some rows only: often all taken. */
  scarce: { graph: { and: [open, { bucket: { of: 400, at: 7 } }] }, holds: ({ filled, id }) => !filled && id % 400 === 7 },
} satisfies Record<string, SoakFilter>;

export type FilterName = keyof typeof filters;
/** Those that are followed. */
export const followed: FilterName[] = ['all', 'open', 'high', 'claimed', 'seven', 'third'];
/** Those that are claimed from. */
export const claimedFrom: FilterName[] = ['open', 'high', 'third', 'scarce', 'scarce'];
