import { useSyncExternalStore } from 'react';

/** `online`: changes arrive. `reconnecting`: the socket dropped and is tried again. `offline`: the browser has no network. */
export type ConnectionState = 'online' | 'reconnecting' | 'offline';

let socketDropped = false;
let state: ConnectionState = 'online';
const listeners = new Set<() => void>();

function settle() {
  const next: ConnectionState = navigator.onLine === false ? 'offline' : socketDropped ? 'reconnecting' : 'online';
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

globalThis.addEventListener?.('online', settle);
globalThis.addEventListener?.('offline', settle);

/** Told by the socket whenever it opens, or drops without being asked to. */
export function socketIs(dropped: boolean) {
  socketDropped = dropped;
  settle();
}

export const connectionState = (): ConnectionState => state;

export function onConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How the page is connected at this moment. */
export const useConnection = (): ConnectionState => useSyncExternalStore(onConnection, connectionState);
