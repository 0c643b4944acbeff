import { Worker } from 'node:worker_threads';

/** What a worker is asked to do; `input` is JSON. */
export interface Run {
  code: string;
  input: string;
  milliseconds: number;
  memoryBytes: number;
}

/** What a worker answers. */
export type Answer = { json: string } | { reason: string };

/** One worker: starting, then free, or with one run. */
export interface Seat {
  isFree(): boolean;
  isStarting(): boolean;
  take(run: Run, done: (answer: Answer) => void): void;
  /** Ends the worker; its run is answered with `reason`. */
  end(reason: string): void;
  /** Resolves when the thread is gone. */
  gone: Promise<void>;
}

interface SeatOptions {
  file: URL;
  /** Ready for the next run. */
  onFree(): void;
  /** The worker is no more. `started: false` when it never was ready; then there is no use in trying at once again. */
  onGone(gone: { started: boolean; reason: string }): void;
}

const startMs = 30_000;
const idleMs = 60_000;
/** How much later than its time the worker may answer. Loops inside built-ins, as in `Array(2 ** 32 - 1).join()`, never ask for the time. */
const graceMs = 1000;

export function openSeat({ file, onFree, onGone }: SeatOptions): Seat {
  // None of our options and secrets. WebAssembly's memory counts elsewhere; the stack is for what nests deep in QuickJS.
  const worker = new Worker(file, {
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 16 },
  });
  let started = false;
  let isGone = false;
  let running: ((answer: Answer) => void) | null = null;
  let timer: NodeJS.Timeout;

  /** Whatever came first of an answer, a crash and the end of patience; only once. */
  const leave = (reason: string): void => {
    if (isGone) return;
    isGone = true;
    clearTimeout(timer);
    running?.({ reason });
    running = null;
    onGone({ started, reason });
  };
  const end = (reason: string): void => {
    leave(reason);
    void worker.terminate();
  };
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const endAfter = (milliseconds: number, reason: string): void => {
    clearTimeout(timer);
    // When it is this thread that was held up, the answer is there to be read before the worker is judged.
    timer = setTimeout(() => setImmediate(() => running === late && end(reason)), milliseconds);
    const late = running;
  };
  const rest = (): void => {
    worker.unref();
    endAfter(idleMs, 'idle');
    timer.unref();
    onFree();
  };

  worker.on('message', (message: 'ready' | Answer) => {
    if (isGone) return;
    if (message === 'ready') started = true;
    else {
      running?.(message);
      running = null;
    }
    rest();
  });
  worker.on('error', (error: Error & { code?: string }) =>
    leave(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'The code ran out of memory.' : `The sandbox broke: ${error.message}`),
  );
  worker.on('exit', () => leave('The sandbox ended while the code ran.'));
  endAfter(startMs, 'The sandbox did not start.');

  return {
    isFree: () => started && !isGone && !running,
    isStarting: () => !started && !isGone,
    take(run, done) {
      running = done;
      worker.ref();
      endAfter(run.milliseconds + graceMs, `The code did not end within ${run.milliseconds} ms.`);
      worker.postMessage(run);
    },
    end,
    gone,
  };
}
