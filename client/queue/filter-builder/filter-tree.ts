import { onColumn, type RowFilter } from '../../filter/row-filter.ts';

/** A RowFilter as people build it: groups of rules. `toFilter(toTree(filter))` selects the same rows. */
export type Verb = 'is' | 'isNot' | 'contains' | 'lacks' | 'greater' | 'less' | 'empty' | 'given';

export interface Rule {
  id: string;
  kind: 'rule';
  /** `column:<key>`, or one of the other conditions; null when it is a filter that has no form and is kept as it is. */
  subject: string | null;
  verb: Verb;
  value: unknown;
  raw?: RowFilter;
}

export interface RuleGroup {
  id: string;
  kind: 'group';
  op: 'and' | 'or';
  not: boolean;
  items: (Rule | RuleGroup)[];
}

export type RuleNode = Rule | RuleGroup;

const personal = ['holder', 'reviewer', 'slice'] as const;
const moments = ['filledAfter', 'filledBefore', 'updatedAfter', 'updatedBefore', 'createdAfter', 'createdBefore'] as const;
export const otherSubjects = ['claim', ...personal, ...moments] as const;
export type OtherSubject = (typeof otherSubjects)[number];

let made = 0;
const nextId = () => `rule-${++made}`;

export const newRule = (subject: string, verb: Verb = 'is', value: unknown = null): Rule => ({
  id: nextId(),
  kind: 'rule',
  subject,
  verb,
  value,
});
export const newGroup = (items: RuleNode[] = [], op: 'and' | 'or' = 'and', not = false): RuleGroup => ({
  id: nextId(),
  kind: 'group',
  op,
  not,
  items,
});

function columnRule({ column }: RowFilter): Rule | null {
  if (!column) return null;
  const subject = `column:${column.column}`;
  if (column.in) return newRule(subject, 'is', column.in);
  if (typeof column.contains === 'string') return newRule(subject, 'contains', column.contains);
  if (typeof column.greater === 'number') return newRule(subject, 'greater', column.greater);
  if (typeof column.less === 'number') return newRule(subject, 'less', column.less);
  if (typeof column.empty === 'boolean') return newRule(subject, column.empty ? 'empty' : 'given');
  if (column.equals === null) return newRule(subject, 'empty');
  return newRule(subject, 'is', [column.equals]);
}

const opposite: Partial<Record<Verb, Verb>> = { is: 'isNot', contains: 'lacks', empty: 'given', given: 'empty' };

function leafOf(filter: RowFilter): Rule {
  const column = columnRule(filter);
  if (column) return column;
  const subject = otherSubjects.find((one) => filter[one] !== undefined && filter[one] !== null);
  if (subject) return newRule(subject, 'is', filter[subject]);
  return { id: nextId(), kind: 'rule', subject: null, verb: 'is', value: null, raw: filter };
}

function nodeOf(filter: RowFilter): RuleNode {
  if (filter.and || filter.or) return newGroup((filter.and ?? filter.or ?? []).map(nodeOf), filter.and ? 'and' : 'or');
  if (!filter.not) return leafOf(filter);
  const inner = nodeOf(filter.not);
  if (inner.kind === 'group') return { ...inner, not: !inner.not };
  const verb = inner.subject?.startsWith('column:') ? opposite[inner.verb] : undefined;
  return verb ? { ...inner, verb } : newGroup([inner], 'and', true);
}

export function toTree(filter: RowFilter | undefined): RuleGroup {
  if (!filter || Object.keys(filter).length === 0) return newGroup();
  const node = nodeOf(filter);
  return node.kind === 'group' ? node : newGroup([node]);
}

const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === null || value === undefined || value === '' ? [] : [value];

/** What a rule asks for; undefined while something is missing in it. */
export function ruleFilter({ subject, verb, value, raw }: Rule): RowFilter | undefined {
  if (subject === null) return raw;
  if (!subject.startsWith('column:')) return value ? { [subject]: value } : undefined;
  const column = subject.slice('column:'.length);
  if (verb === 'empty' || verb === 'given') return onColumn({ column, empty: verb === 'empty' });
  if (verb === 'contains' || verb === 'lacks') {
    const contains = typeof value === 'string' && value ? onColumn({ column, contains: value }) : undefined;
    return contains && verb === 'lacks' ? { not: contains } : contains;
  }
  if (verb === 'greater' || verb === 'less') return typeof value === 'number' ? onColumn({ column, [verb]: value }) : undefined;
  const values = list(value) as NonNullable<NonNullable<RowFilter['column']>['in']>;
  if (values.length === 0) return undefined;
  const is = onColumn(values.length === 1 ? { column, equals: values[0] } : { column, in: values });
  return verb === 'isNot' ? { not: is } : is;
}

/** The filter that the tree stands for; undefined when it asks for nothing. */
export function toFilter(node: RuleNode): RowFilter | undefined {
  if (node.kind === 'rule') return ruleFilter(node);
  const parts = node.items.map(toFilter).filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  const joined: RowFilter | undefined = parts.length === 1 ? parts[0] : node.op === 'and' ? { and: parts } : { or: parts };
  return node.not && joined ? { not: joined } : joined;
}

/** The tree with one node replaced, or taken out by null. */
export function replaced(group: RuleGroup, id: string, node: RuleNode | null): RuleGroup {
  if (group.id === id && node?.kind === 'group') return node;
  const items = group.items.flatMap((item) => {
    if (item.id === id) return node ? [node] : [];
    return [item.kind === 'group' ? replaced(item, id, node) : item];
  });
  return { ...group, items };
}
