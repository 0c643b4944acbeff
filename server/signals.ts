import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { SignalName, SignalPayloads, Signals } from '@docket/schema/feed/signals.ts';
import type { Log } from './log.ts';
import { listen } from './signals/listen.ts';
import { makeOutbox } from './signals/outbox.ts';
import { makeReader } from './signals/wire.ts';

interface OpenSignalsOptions {
  url: string;
  log: Log;
  /** Names this process among those on the database. */
  processId?: string;
}

export interface OpenSignals extends Signals {
  /** Sends what still waits, and closes both connections. */
  stop(): Promise<void>;
}

/** Signals by NOTIFY. The sender's own process hears its signals at once, within `send`, and not again when they come
 * back from the database. Resolves once it listens, so that nothing sent from then on is missed. */
export async function openSignals({ url, log, processId = randomUUID() }: OpenSignalsOptions): Promise<OpenSignals> {
  const listeners = new EventEmitter().setMaxListeners(0);
  const gaps = new Set<() => void>();
  const outbox = makeOutbox({ url, processId, log });
  const read = makeReader(processId);

  /** A listener that throws must not keep the others from hearing. */
  const tell = (name: SignalName, payload: unknown) => {
    for (const listener of listeners.rawListeners(name)) {
      try {
        Reflect.apply(listener, undefined, [payload]);
      } catch (error) {
        log.error({ err: error, signal: name }, 'a listener of a signal failed');
      }
    }
  };

  const listening = await listen({
    url,
    log,
    onNotice: (text) => {
      for (const [name, payload] of read(text)) tell(name, payload);
    },
    onGap: () => {
      for (const listener of gaps) listener();
    },
  });

  return {
    send(name, payload) {
      tell(name, payload);
      outbox.add(name, payload);
    },
    on<N extends SignalName>(name: N, listener: (payload: SignalPayloads[N]) => void) {
      listeners.on(name, listener);
      return () => void listeners.off(name, listener);
    },
    onGap(listener) {
      gaps.add(listener);
      return () => void gaps.delete(listener);
    },
    async stop() {
      listeners.removeAllListeners();
      gaps.clear();
      await outbox.stop();
      await listening.stop();
    },
  };
}
