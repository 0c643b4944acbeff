import type { LRUCache } from 'lru-cache';

/** What is kept under a key, or is being made for somebody else at this moment; made where it is neither. What fails is not kept. */
export function keptPromise<T>(cache: LRUCache<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  return made;
}
