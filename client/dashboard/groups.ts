import type { Json } from '../graphql/graphql.ts';

export interface Group {
  key: Json;
  count: number;
}

const part = (key: Json, name: string): Json => (key && typeof key === 'object' && !Array.isArray(key) ? (key[name] ?? null) : null);

/** How many of the groups' rows wait and how many are filled. */
export function byStatus(groups: readonly Group[]): { empty: number; filled: number } {
  const sum = (status: string) =>
    groups.reduce((total, { key, count }) => (part(key, 'annotation_status') === status ? total + count : total), 0);
  return { empty: sum('empty'), filled: sum('filled') };
}

/** For each value of a label column, in its order, and for rows without one: what waits and what is filled. */
export function byLabel(
  groups: readonly Group[],
  column: string,
  values: readonly string[],
): { name: string; empty: number; filled: number }[] {
  const of = (value: string | null) => byStatus(groups.filter(({ key }) => part(key, column) === value));
  const rows = values.map((name) => ({ name, ...of(name) }));
  const without = of(null);
  return without.empty + without.filled > 0 ? [...rows, { name: 'no value', ...without }] : rows;
}
