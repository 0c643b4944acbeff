/** Work that others wait behind, cut up: after so many milliseconds the process sees to everything else first. */
export class TimeSlice {
  #began = performance.now();

  constructor(private readonly longestMs: number) {}

  isOver(): boolean {
    return performance.now() - this.#began >= this.longestMs;
  }

  /** Lets everything else go first. */
  async next(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#began = performance.now();
  }
}
