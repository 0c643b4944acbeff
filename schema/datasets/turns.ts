/** Lets the holders of one key in one after the other, and `atOnce` of all keys. Who waits here waits in memory: waiting
 * in the database for a lock would keep a connection of the pool that the queue's statements need. */
export function turns<K>(atOnce: number) {
  const last = new Map<K, Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let inside = 0;

  const enter = async (): Promise<void> => {
    if (inside < atOnce) inside++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else inside--;
  };

  return async function take<T>(key: K, work: () => Promise<T>): Promise<T> {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(async () => {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    });
    const settled = mine.catch(() => undefined);
    last.set(key, settled);
    try {
      return await mine;
    } finally {
      if (last.get(key) === settled) last.delete(key);
    }
  };
}
