import type { OperationResult } from 'urql';

/** Whether a path ends at a null, and no null stands above it: the error cost its own field and nothing else. */
function endsAtNull(data: unknown, path: readonly (string | number)[]): boolean {
  let at = data;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return false;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at === null;
}

/**
 * Takes the data from an answer in which an error nulled a parent. `dataset: null` because its rows could not be read is
 * not the same as "there is no such dataset", and the cache, which other parts of the page read, must not take it for that.
 */
export function withoutNulled(result: OperationResult): OperationResult {
  const errors = result.error?.graphQLErrors ?? [];
  return errors.every(({ path }) => path !== undefined && endsAtNull(result.data, path)) ? result : { ...result, data: undefined };
}
