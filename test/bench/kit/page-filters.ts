import type { RowFilter } from '@docket/schema/queue/filter/row-filter.ts';

/** Where in the filter's rows a page is asked for. */
export const places = ['first', 'middle', 'last', 'backwards'] as const;
export type Place = (typeof places)[number];

export interface PageCase {
  name: string;
  filter: RowFilter | null;
  place: Place;
  /** Whether the size of the whole filter is asked for too: one in three does. */
  count: boolean;
}

/** Null is "no value", and stands alone. */
const label = (column: string, ...values: [null] | string[]): RowFilter => ({
  column: values.length === 1 ? { column, equals: values[0] } : { column, in: values },
});
const priority = (...values: [null] | string[]) => label('priority', ...values);
const category = (...values: [null] | string[]) => label('category', ...values);
const team = (...values: [null] | string[]) => label('team', ...values);
const empty = label('annotation_status', 'empty');
const filled = label('annotation_status', 'filled');
const and = (...parts: RowFilter[]): RowFilter => ({ and: parts });
const or = (...parts: RowFilter[]): RowFilter => ({ or: parts });
const not = (part: RowFilter): RowFilter => ({ not: part });
const bigTeams = team('search', 'support', 'billing', 'checkout', 'shipping', 'returns', 'accounts');

/** Four of a kind, for the four places in turn. */
const kinds: Record<string, [RowFilter | null, RowFilter | null, RowFilter | null, RowFilter | null]> = {
  'no label': [null, { and: [] }, null, { and: [] }],
  status: [empty, filled, empty, filled],
  'one label, common': [priority('low'), category(null), team('search'), priority('medium')],
  'one label, less so': [team('fraud'), category('too-long'), team('accounts'), category('off-topic')],
  'one label, rare': [team('legal'), team('legal'), team('legal'), team('legal')],
  'one label, at one end': [team('launch'), team('legacy'), team('legacy'), team('launch')],
  'three labels': [
    and(priority('high'), category('hallucination'), team('search')),
    and(priority('low'), category(null), team('support')),
    and(priority('medium'), category('correct'), team('billing')),
    and(priority('high'), category('too-long'), team('fraud')),
  ],
  'three labels and status': [
    and(empty, priority('low'), category(null), team('search')),
    and(filled, priority('low'), category('correct'), team('search')),
    and(filled, priority(null), category('off-topic'), team('returns')),
    and(empty, priority('high'), category('incorrect'), team('legal')),
  ],
  'or, common': [
    or(priority('high'), category('hallucination')),
    or(team('search'), team('support'), empty),
    or(priority('high', 'medium'), category('correct', 'incorrect')),
    or(filled, priority('high')),
  ],
  'or, rare': [
    or(team('legal'), team('launch')),
    or(team('legal'), and(priority('high'), category('too-long'), team('fraud'))),
    or(team('legal'), team('legacy')),
    or(team('legal'), team('archived')),
  ],
  'not, hundreds of combinations, common': [not(team('search')), not(priority('low')), not(category(null)), not(team('legal'))],
  'not, hundreds of combinations, rare': [
    not(or(bigTeams, team(null), team('fraud'))),
    not(or(bigTeams, team(null), team('fraud', 'launch'))),
    not(or(bigTeams, team(null), team('fraud', 'legacy'))),
    not(or(bigTeams, team(null), priority('low', 'medium'))),
  ],
  'hundreds of combinations, at one end': [
    and(empty, not(team('search', 'support')), category('correct', 'incorrect', 'hallucination', 'off-topic', 'too-long')),
    team('legal', 'launch', 'archived', 'fraud'),
    team('legal', 'legacy', 'archived', 'fraud'),
    and(filled, or(team(null), team('launch', 'legal', 'fraud', 'accounts'))),
  ],
  none: [team('archived'), team('unused'), and(priority('high'), priority('low')), and(team('archived'), category('correct'))],
  nested: [
    and(or(priority('high'), and(category('hallucination', 'incorrect'), not(team('search')))), empty),
    or(and(priority('high'), not(category(null))), and(team('billing'), filled), team('legal')),
    not(and(or(team('search'), team('support')), not(priority('high')))),
    and(not(or(team('search'), priority('low'))), or(category('too-long'), and(empty, team('fraud')))),
  ],
};

/** The 60 pages: every kind of filter over labels at every place. */
export const pageCases: PageCase[] = Object.entries(kinds).flatMap(([name, filters], kind) =>
  filters.map((filter, n) => ({ name: `${name} (${places[n]!})`, filter, place: places[n]!, count: (kind + n) % 3 === 0 })),
);

/** The arguments of `rows` for such a page; `middle` is the cursor of a row in the middle of the dataset. */
export const pageArgs = (place: Place, size: number, middle: string) =>
  ({
    first: { first: size },
    middle: { first: size, after: middle },
    last: { last: size },
    backwards: { last: size, before: middle },
  })[place];
