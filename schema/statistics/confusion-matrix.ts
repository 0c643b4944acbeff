import { type Pair, sortLabels } from './labels.ts';

export interface ConfusionMatrix {
  labels: string[];
  /** counts[i][j]: how often the first of a pair is labels[i] and the second labels[j]. */
  counts: number[][];
}

/** More labels than this are free text, and their matrix would not fit into memory. */
export const mostLabels = 1_000;

/** How often each label of the first met each of the second, over pairs in which both answered. Labels come in `order`, when
 * there is one, then whatever else was said; without it by size when all are numbers, otherwise by their characters. No pair:
 * no labels. RangeError past 1,000 labels. */
export function confusionMatrix(pairs: readonly Pair[], { order = [] }: { order?: readonly string[] } = {}): ConfusionMatrix {
  const answered = pairs.filter((pair): pair is readonly [string, string] => pair[0] != null && pair[1] != null);
  const labels = [...new Set([...order, ...sortLabels(new Set(answered.flat()))])];
  if (labels.length > mostLabels) throw new RangeError(`${labels.length} labels, and ${mostLabels} is the most that a matrix is made of.`);
  const codes = new Map(labels.map((label, code) => [label, code]));
  const counts = labels.map(() => labels.map(() => 0));
  for (const [a, b] of answered) counts[codes.get(a)!]![codes.get(b)!]!++;
  return { labels, counts };
}

export interface LabelScore {
  label: string;
  /** Of those that the second called so, the share that the first did too. It called none so: null. */
  precision: number | null;
  /** Of those that the first called so, the share that the second did too. It called none so: null. */
  recall: number | null;
  /** The harmonic mean of both, 2 TP / (2 TP + FP + FN) (van Rijsbergen 1979). Neither called anything so: null. */
  f1: number | null;
  /** How many the first called so. */
  support: number;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** How well the second of the pairs finds each label, with the first taken as the truth. */
export function labelScores({ labels, counts }: ConfusionMatrix): LabelScore[] {
  const called = labels.map((_label, at) => counts.reduce((sum, row) => sum + row[at]!, 0));
  return labels.map((label, at) => {
    const [right, support] = [counts[at]![at]!, counts[at]!.reduce((sum, count) => sum + count, 0)];
    return {
      label,
      precision: ratio(right, called[at]!),
      recall: ratio(right, support),
      f1: ratio(2 * right, called[at]! + support),
      support,
    };
  });
}
