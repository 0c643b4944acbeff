interface Spent {
  /** US dollars; null for no bound. */
  budget: number | null;
  cost: number;
  /** Spans that this was paid for. */
  judged: number;
}

/** How many spans a budget pays for, where each costs what those before it did on the mean. Before anything is known of that a few,
 * to see. */
export function affordable({ budget, cost, judged }: Spent): number {
  if (budget === null) return Infinity;
  if (cost >= budget) return 0;
  return cost > 0 ? Math.floor(((budget - cost) * judged) / cost) : 4;
}
