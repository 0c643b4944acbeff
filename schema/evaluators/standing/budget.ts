import { InvalidInput } from '../../refusals.ts';

interface Spent {
  /** US dollars; null for no bound. */
  budget: number | null;
  cost: number;
  /** How many answers this was paid for. */
  judged: number;
}

/** How many answers a budget pays for, where each costs what those before it did on the mean. Before anything is known of that a
 * few, to see. */
export function affordable({ budget, cost, judged }: Spent): number {
  if (budget === null) return Infinity;
  if (cost >= budget) return 0;
  return cost > 0 ? Math.floor(((budget - cost) * judged) / cost) : 4;
}

/** Answers of one batch. Small where each takes a model's time: a killed worker's batch is begun anew. */
const batches = { model: 16, own: 50 };

/** How many are judged next. Throws InvalidInput where the budget pays for no other one; `what` is one of them, as people call it. */
export function batchSize(spent: Spent, { usesModel, what }: { usesModel: boolean; what: string }): number {
  const count = Math.min(usesModel ? batches.model : batches.own, affordable(spent));
  if (count <= 0) throw new InvalidInput(`Its budget of $${spent.budget} does not pay for another ${what}.`);
  return count;
}

/** Throws InvalidInput for what is no budget. */
export function requireBudget(budget: number | null | undefined): void {
  if (budget != null && !(budget > 0 && budget <= 1e9))
    throw new InvalidInput('A budget is above 0 and at most 1,000,000,000 US dollars.', ['input', 'budget']);
}
