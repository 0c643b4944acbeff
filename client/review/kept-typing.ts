import type { Values } from './review-types.ts';

/**
 * What was typed, kept in this browser by row, so that neither a crash nor a lost connection takes it. Written at
 * every key, synchronously: localStorage is right here, since an asynchronous store may lose the last words.
 */
export interface KeptTyping {
  values: Values;
  /** ISO time of the last key. */
  at: string;
}

const HOW_LONG = 7 * 24 * 3600_000;

export function keptTyping(userId: string, storage: Storage | null = browserStorage()) {
  const name = (rowId: string) => `docket:typed:${userId}:${rowId}`;
  return {
    /** False when the browser refuses to keep it (full, or private mode): then the screen must say so. */
    keep(rowId: string, values: Values): boolean {
      if (Object.keys(values).length === 0) return this.forget(rowId);
      try {
        storage?.setItem(name(rowId), JSON.stringify({ values, at: new Date().toISOString() } satisfies KeptTyping));
        return storage !== null;
      } catch {
        return false;
      }
    },
    find(rowId: string): KeptTyping | null {
      try {
        const text = storage?.getItem(name(rowId));
        return text ? (JSON.parse(text) as KeptTyping) : null;
      } catch {
        return null;
      }
    },
    forget(rowId: string): boolean {
      try {
        storage?.removeItem(name(rowId));
      } catch {
        // Nothing was kept, so there is nothing to forget.
      }
      return storage !== null;
    },
    /** Drops what is older than a week, so that the browser's small store does not fill up. */
    tidy(now = Date.now()) {
      for (let at = (storage?.length ?? 0) - 1; at >= 0; at--) {
        const key = storage?.key(at) ?? '';
        if (!key.startsWith('docket:typed:')) continue;
        const rowId = key.slice(`docket:typed:${userId}:`.length);
        const kept = key.startsWith(`docket:typed:${userId}:`) ? this.find(rowId) : null;
        if (kept && now - Date.parse(kept.at) > HOW_LONG) this.forget(rowId);
      }
    },
  };
}

export type KeepTyping = ReturnType<typeof keptTyping>;

function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
