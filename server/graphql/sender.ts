import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** Writes to one socket. */
export interface Sender {
  /** A message of the protocol. Resolves at once while the reader keeps up, else when the system has taken the bytes, from
   * which its source learns how fast this reader is. What is said within one turn goes out in one write: the answer to an
   * operation and its `complete` are two messages, and a write is the dearest part of both (60 µs). */
  send(text: string): Promise<void>;
  /** A message in two parts, the second of which many get. */
  push(head: Buffer, rest: Buffer): void;
  /** Whether more waits for the reader than the system takes. */
  isBehind(): boolean;
  /** Calls once when the reader has caught up; the last call that was given under a name counts. */
  onceReady(name: string, call: () => void): void;
}

const sent = Promise.resolve();

export function makeSender(socket: WebSocket, stream: Duplex): Sender {
  let corked = false;
  let waiting: Map<string, () => void> | null = null;
  const isOpen = (): boolean => socket.readyState === socket.OPEN;
  const uncork = (): void => {
    corked = false;
    stream.uncork();
  };
  const wake = (): void => {
    const calls = waiting ?? [];
    waiting = null;
    for (const [, call] of calls) call();
  };
  return {
    send(text) {
      if (!isOpen()) return sent;
      if (stream.writableNeedDrain) return new Promise((resolve) => socket.send(text, () => resolve()));
      if (!corked) {
        corked = true;
        stream.cork();
        process.nextTick(uncork);
      }
      socket.send(text);
      return sent;
    },
    push(head, rest) {
      if (isOpen()) socket.send(Buffer.concat([head, rest]), { binary: false });
    },
    isBehind: () => stream.writableNeedDrain,
    onceReady(name, call) {
      if (!waiting) {
        waiting = new Map();
        stream.once('drain', wake);
      }
      waiting.set(name, call);
    },
  };
}
