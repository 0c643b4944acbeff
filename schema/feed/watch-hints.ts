import { type Watch, sharedWatches } from './share-watch.ts';
import type { SignalName, SignalPayloads, Signals } from './signals.ts';

interface WatchHints<N extends SignalName, M> {
  name: N;
  /** Equal keys of one name are the same watch. */
  key: string;
  /** Told at most once in so many milliseconds: the first at once, what comes meanwhile together at the end. */
  every?: number;
  matches(payload: SignalPayloads[N]): boolean;
  /** A new object each time: what is made of one is made once for all who watch. */
  message(): M;
}

const join = sharedWatches<object, Watch>();

/** Tells at once, and again whenever a signal says that something changed; what changed, whoever is told reads for themselves.
 * So a hint that was lost in a gap costs nothing but time, and a slow reader is told the latest only. */
export function watchHints<N extends SignalName, M extends object>(
  signals: Signals,
  { name, key, every = 0, matches, message }: WatchHints<N, M>,
): AsyncIterableIterator<M> {
  return join({
    owner: signals,
    key: `${name} ${key}`,
    start(tell) {
      let quiet: NodeJS.Timeout | null = null;
      let missed = false;
      const say = () => {
        if (quiet) {
          missed = true;
          return;
        }
        tell(message());
        if (every === 0) return;
        quiet = setTimeout(() => {
          quiet = null;
          if (!missed) return;
          missed = false;
          say();
        }, every);
      };
      const stops = [signals.on(name, (payload) => matches(payload) && say()), signals.onGap(say)];
      return {
        stop() {
          for (const stop of stops) stop();
          if (quiet) clearTimeout(quiet);
        },
      };
    },
    greet: message,
  }) as AsyncIterableIterator<M>;
}
