/** One benchmark: says what it does as it goes, and answers with its figures, flat. */
export type Benchmark = (say: (line: string) => void) => Promise<Record<string, number>>;
