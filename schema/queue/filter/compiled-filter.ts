import { LRUCache } from 'lru-cache';
import type { KnownCombinations } from '../combinations.ts';
import { type CompiledFilter, compileFilter } from './compile-filter.ts';
import { type Needs, needsOf } from './evaluate-filter.ts';
import type { Condition } from './row-filter.ts';

interface Compiled {
  filter: CompiledFilter;
  needs: Needs;
  /** `filter.combos` and `filter.params` as Postgres takes them: up to 600 ids, written once. */
  combos: string;
  params: string;
  /** For the combinations up to this id. */
  upTo: number;
}

const caches = new WeakMap<KnownCombinations, LRUCache<string, Compiled>>();

/** A filter compiled for a dataset's combinations, kept while these are all: else each page asks each of
 * some 600 of them again. People page through few filters. */
export function compiledFilter(condition: Condition, known: KnownCombinations): Compiled {
  let cache = caches.get(known);
  if (!cache) caches.set(known, (cache = new LRUCache({ max: 200 })));
  const key = JSON.stringify(condition);
  const before = cache.get(key);
  if (before?.upTo === known.upTo) return before;
  const filter = compileFilter(condition, known.byId.values());
  const compiled: Compiled = {
    filter,
    needs: needsOf(condition),
    combos: `{${filter.combos.join(',')}}`,
    params: JSON.stringify(filter.params),
    upTo: known.upTo,
  };
  cache.set(key, compiled);
  return compiled;
}

const keys = new WeakMap<readonly number[], string>();

/** What tells a compiled filter from others. Written out once for each, since every claim asks for it several times. */
export function keyOf({ combos, sql, params }: Pick<CompiledFilter, 'combos' | 'sql' | 'params'>): string {
  const known = keys.get(combos);
  if (known !== undefined) return known;
  const key = JSON.stringify([combos, sql, params]);
  keys.set(combos, key);
  return key;
}
