/** How a benchmark is run. */
export interface BenchOptions {
  /** Small sizes, to see that it works: its figures are not those of the table. */
  quick: boolean;
}

/** One benchmark: says what it does as it goes, and answers with its figures, flat. Of several rounds, `name` has the median,
 * and `name_min` and `name_max` the spread. */
export type Benchmark = (say: (line: string) => void, options: BenchOptions) => Promise<Record<string, number>>;
