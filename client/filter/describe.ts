import { asText } from '../ui/format.ts';
import type { RowFilter } from './row-filter.ts';

export interface Names {
  columns: readonly { key: string; title: string; type: string }[];
  people: readonly { id: string; name: string }[];
  slices?: readonly { id: string; name: string }[];
}

/** A condition as a short sentence: what it is about, how, and with what. */
export interface Described {
  subject: string;
  verb: string;
  object: string;
}

const moments = {
  filledAfter: ['filled', 'after'],
  filledBefore: ['filled', 'before'],
  updatedAfter: ['changed', 'after'],
  updatedBefore: ['changed', 'before'],
  createdAfter: ['added', 'after'],
  createdBefore: ['added', 'before'],
} as const;

const moment = (at: string): string => at.slice(0, 16).replace('T', ' ');
const quoted = (value: unknown): string => (value === null ? 'nothing' : asText(value));

/** Says one condition of a row filter in words. */
export function describe(filter: RowFilter, names: Names): Described {
  const { column, claim, holder, reviewer, bucket, rows, slice, and, or, not } = filter;
  const person = (id: string) => names.people.find((one) => one.id === id)?.name ?? id;
  if (column) {
    const subject = names.columns.find((one) => one.key === column.column)?.title || column.column;
    if (column.in) return { subject, verb: 'is', object: column.in.map(quoted).join(' or ') };
    if (typeof column.contains === 'string') return { subject, verb: 'contains', object: column.contains };
    if (typeof column.empty === 'boolean') return { subject, verb: column.empty ? 'is empty' : 'is not empty', object: '' };
    if (typeof column.greater === 'number') return { subject, verb: '>', object: String(column.greater) };
    if (typeof column.less === 'number') return { subject, verb: '<', object: String(column.less) };
    return { subject, verb: 'is', object: quoted(column.equals) };
  }
  if (claim) return { subject: 'Claim', verb: 'is', object: claim === 'FREE' ? 'free' : 'held' };
  if (holder) return { subject: 'Held', verb: 'by', object: person(holder) };
  if (reviewer) return { subject: 'Filled', verb: 'by', object: person(reviewer) };
  if (slice) return { subject: 'Slice', verb: 'is', object: names.slices?.find((one) => one.id === slice)?.name ?? slice };
  if (bucket) return { subject: 'Part', verb: '', object: `${bucket.at + 1} of ${bucket.of}` };
  if (rows) return { subject: 'Chosen rows:', verb: '', object: String(rows.length) };
  for (const [key, [subject, verb]] of Object.entries(moments)) {
    const at = filter[key as keyof typeof moments];
    if (at) return { subject, verb, object: moment(at) };
  }
  if (not) {
    const inner = describe(not, names);
    return { ...inner, verb: `not: ${inner.verb}` };
  }
  const many = and ?? or;
  if (many) return { subject: '', verb: '', object: many.map((one) => sentence(describe(one, names))).join(or ? ' or ' : ' and ') };
  return { subject: 'Everything', verb: '', object: '' };
}

export const sentence = ({ subject, verb, object }: Described): string => [subject, verb, object].filter(Boolean).join(' ');
