import type { Comparable } from './compare-documents.ts';
import type { CompareSearch } from './evaluation-search.ts';

export interface Chosen {
  before: Comparable | null;
  after: Comparable | null;
  evaluatorId: string | null;
}

const idOf = (name: string, number: number | undefined): string | null => (number === undefined ? null : `${name}_${number}`);

/** The evaluators that both ran, at whatever version, in the order of the later one. */
export function commonEvaluators(before: Comparable | null, after: Comparable | null): { id: string; name: string }[] {
  const ran = new Set(before?.evaluators.map(({ version }) => version.evaluator.id));
  return (after?.evaluators ?? []).map(({ version }) => version.evaluator).filter(({ id }) => ran.has(id));
}

/** What can be compared with one: the others of its dataset. */
export const othersOf = (all: readonly Comparable[], one: Comparable | null): Comparable[] =>
  all.filter(({ id, dataset }) => one === null || (dataset.id === one.dataset.id && id !== one.id));

/** What is compared: as the address says; what it leaves open is the newest that fits. `all` is newest first. */
export function chosenOf(all: readonly Comparable[], search: CompareSearch): Chosen {
  const find = (id: string | null) => all.find((one) => one.id === id) ?? null;
  const given = find(idOf('Evaluation', search.before));
  const after = find(idOf('Evaluation', search.after)) ?? othersOf(all, given).find((one) => !given || fits(given, one)) ?? null;
  const older = after ? all.slice(all.indexOf(after) + 1) : [];
  const before = given ?? (after ? ([...older, ...all].find((one) => one !== after && fits(one, after)) ?? null) : null);
  const common = commonEvaluators(before, after);
  const wanted = idOf('Evaluator', search.evaluator);
  return { before, after, evaluatorId: (common.find(({ id }) => id === wanted) ?? common[0])?.id ?? null };
}

const fits = (before: Comparable, after: Comparable): boolean =>
  before.dataset.id === after.dataset.id && commonEvaluators(before, after).length > 0;
