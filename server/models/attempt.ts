/** Why an attempt was ended from this side. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor(readonly kind: 'TIMEOUT' | 'CANCELLED') {
    super(kind);
  }
}

/** One attempt: its time and the caller's patience, from sending to the last byte. */
export interface Attempt {
  /** Aborted when the attempt is over before its end. */
  signal: AbortSignal;
  /** Waits for a part of the work; throws Stopped as soon as the time is over or the caller gives up, whatever the work does. */
  until<T>(work: Promise<T>): Promise<T>;
  /** Ends an attempt that has all it wanted. */
  end(): void;
  /** Ends an attempt wherever it is, and its connection. */
  leave(): void;
}

// Above, a timer fires at once.
const longestTimer = 2 ** 31 - 1;

/** Begins an attempt of at most so many milliseconds. */
export function beginAttempt(timeoutMs: number, outer: AbortSignal | undefined): Attempt {
  const controller = new AbortController();
  let stopped: Stopped | null = null;
  let reject!: (reason: Stopped) => void;
  const over = new Promise<never>((_, refuse) => (reject = refuse));
  over.catch(() => undefined);

  const stop = (kind: Stopped['kind']) => {
    stopped ??= new Stopped(kind);
    reject(stopped);
    controller.abort();
  };
  const cancel = () => stop('CANCELLED');
  const timer = setTimeout(() => stop('TIMEOUT'), Math.min(timeoutMs, longestTimer));
  const end = () => {
    clearTimeout(timer);
    outer?.removeEventListener('abort', cancel);
  };
  outer?.addEventListener('abort', cancel, { once: true });
  if (outer?.aborted) cancel();

  return {
    signal: controller.signal,
    async until(work) {
      try {
        return await Promise.race([work, over]);
      } catch (error) {
        throw stopped ?? error;
      }
    },
    end,
    leave() {
      end();
      controller.abort();
    },
  };
}
