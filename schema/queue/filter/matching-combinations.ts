import type { Condition } from './row-filter.ts';
import type { Combination } from './row-image.ts';

/** What a filter says of all rows of one combination: all are in, none is, or it depends on the row. */
export function verdictOn(condition: Condition, combination: Combination): boolean | undefined {
  switch (condition.kind) {
    case 'label':
      return condition.options.includes(combination.labels[condition.columnId] ?? null);
    case 'status':
      return combination.filled === condition.filled;
    case 'not': {
      const verdict = verdictOn(condition.of, combination);
      return verdict === undefined ? undefined : !verdict;
    }
    case 'and':
    case 'or': {
      // What decides alone: one false for "and", one true for "or".
      const decides = condition.kind === 'or';
      let open = false;
      for (const part of condition.of) {
        const verdict = verdictOn(part, combination);
        if (verdict === decides) return decides;
        open ||= verdict === undefined;
      }
      return open ? undefined : !decides;
    }
    default:
      return undefined;
  }
}
