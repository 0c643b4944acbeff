/**
 * An iterable that can be left at any moment. A generator that is parked on an await hears of `return()` only after it; here the
 * signal that it gets is aborted first, so that what it waits for ends. It is aborted with the outer signal too.
 */
export function leavable<T>(run: (left: AbortSignal) => AsyncGenerator<T, undefined>, outer?: AbortSignal): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const controller = new AbortController();
      const abort = () => controller.abort();
      const parts = run(controller.signal);
      let left = false;
      let listening = false;
      const end = () => outer?.removeEventListener('abort', abort);
      return {
        async next() {
          if (outer && !listening) {
            listening = true;
            outer.addEventListener('abort', abort, { once: true });
            if (outer.aborted) abort();
          }
          try {
            const next = await parts.next();
            if (next.done) end();
            return next;
          } catch (error) {
            end();
            if (left) return { done: true, value: undefined };
            throw error;
          }
        },
        async return() {
          left = true;
          end();
          abort();
          return parts.return(undefined);
        },
      };
    },
  };
}
