/** Ids as Postgres writes an array of them, `{1,2,3}`. Those of 100,000 rows go from one statement to the next like this:
 * as numbers they held the process up for tens of milliseconds each time they were read and written. */
export type IdList = string;

export const joinLists = (lists: readonly IdList[]): IdList => `{${lists.map((list) => list.slice(1, -1)).join(',')}}`;
