/** What each rater said of each item, items × raters. Null or missing: that rater did not answer. */
export type Ratings = readonly (readonly (string | null)[])[];

/** What two raters said of one item. */
export type Pair = readonly [string | null, string | null];

const numberOf = (label: string): number => (label.trim() === '' ? NaN : Number(label));
const allNumbers = (labels: readonly string[]): boolean => labels.every((label) => Number.isFinite(numberOf(label)));

/** Labels by size when all of them are numbers, otherwise by their characters: the same order on every machine. */
export function sortLabels(labels: Iterable<string>): string[] {
  const sorted = [...labels].sort();
  if (!allNumbers(sorted)) return sorted;
  const numbers = new Map(sorted.map((label) => [label, numberOf(label)]));
  return sorted.sort((a, b) => numbers.get(a)! - numbers.get(b)!);
}

/** Where each label lies on a scale of numbers. RangeError when one is no number. */
export function numbersOf(labels: readonly string[]): number[] {
  if (!allNumbers(labels)) throw new RangeError('These labels are not all numbers, so that there is no distance between them.');
  return labels.map(numberOf);
}

/** Where each label lies on its scale: at its place in `order`, or, without one, at the number that it is. RangeError for a
 * label that is not in the order, and for words without an order: the alphabet would put "high" below "low". */
export function placesOf(labels: readonly string[], order?: readonly string[]): number[] {
  if (!order) return numbersOf(labels);
  const places = new Map(order.map((label, place) => [label, place]));
  return labels.map((label) => {
    const place = places.get(label);
    if (place === undefined) throw new RangeError(`"${label}" has no place in the order of labels.`);
    return place;
  });
}

export interface Coded {
  /** Every label that was given, as sortLabels sorts them. */
  labels: string[];
  /** Of each item its answers, as places in `labels`, ascending; without those who did not answer. */
  items: number[][];
}

/** Ratings as numbers, which all that counts works on. In it neither the order of raters nor their names are left. */
export function codeRatings(ratings: Ratings): Coded {
  const given = new Set<string>();
  for (const item of ratings) for (const label of item) if (label !== null && label !== undefined) given.add(label);
  const labels = sortLabels(given);
  const codes = new Map(labels.map((label, code) => [label, code]));
  const items = ratings.map((item) => {
    const answers: number[] = [];
    for (const label of item) if (label !== null && label !== undefined) answers.push(codes.get(label)!);
    return answers.sort((a, b) => a - b);
  });
  return { labels, items };
}

/** How often each label occurs in an item's ascending answers: one call for each run of equal ones. */
export function eachRun(answers: readonly number[], told: (code: number, times: number) => void): void {
  for (let from = 0, to = 0; from < answers.length; from = to) {
    while (to < answers.length && answers[to] === answers[from]) to++;
    told(answers[from]!, to - from);
  }
}
