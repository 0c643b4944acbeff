import type { OperationResult } from 'urql';

/** Whether an error took more with it than its own field: a null stands above the place that it names. */
function tookParent(data: unknown, path: readonly (string | number)[]): boolean {
  let at = data;
  for (const step of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return false;
    at = (at as Record<string | number, unknown>)[step];
    if (at === null) return true;
  }
  return false;
}

/**
 * Takes the data from an answer in which an error nulled a parent. `dataset: null` because its rows could not be read is
 * not the same as "there is no such dataset", and the cache, which other parts of the page read, must not take it for that.
 */
export function withoutNulled(result: OperationResult): OperationResult {
  const errors = result.error?.graphQLErrors ?? [];
  return errors.some(({ path }) => path && tookParent(result.data, path)) ? { ...result, data: undefined } : result;
}
