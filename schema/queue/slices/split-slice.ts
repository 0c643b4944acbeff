import type { Services } from '../../context.ts';
import type { DatasetShape } from '../../datasets/dataset-shape.ts';
import { InvalidInput } from '../../refusals.ts';
import { mostBuckets } from '../filter/resolve-filter.ts';
import { type Condition, both } from '../filter/row-filter.ts';
import { type NewSlice, createSlices } from './change-slices.ts';
import type { SliceRecord } from './slice-record.ts';

export interface SplitSlice {
  shape: DatasetShape;
  createdById: number;
  /** What is divided. */
  condition: Condition;
  name: string;
  /** One slice each, evenly by the rows' ids: a row is in exactly one, new rows too. */
  reviewers?: { id: number; name: string }[];
  /** Or one slice for each value of this LABEL column, and one for rows without a value. */
  byColumn?: string;
}

/** Divides a slice so that no row is in two: all parts or none. */
export async function splitSlice(services: Pick<Services, 'db' | 'signals' | 'limits'>, split: SplitSlice): Promise<SliceRecord[]> {
  const { shape, createdById } = split;
  const parts = split.reviewers ? evenly(split, split.reviewers) : byValue(split, split.byColumn ?? '');
  return createSlices(services, {
    shape,
    createdById,
    slices: parts.map((part, at) => ({ ...part, name: unlike(parts.slice(0, at), part.name) })),
  });
}

/** A name that none of these have: two reviewers may be called the same, and long names are cut. */
function unlike(others: NewSlice[], name: string): string {
  const same = others.filter((other) => other.name === name).length;
  return same === 0 ? name : `${name} (${same + 1})`;
}

const nameOf = (whole: string, part: string): string => `${whole.slice(0, 36).trim()} · ${part.slice(0, 36).trim()}`;

function evenly({ condition, name }: SplitSlice, reviewers: { id: number; name: string }[]): NewSlice[] {
  const chosen = [...new Map(reviewers.map((one) => [one.id, one])).values()];
  if (chosen.length < 2) throw new InvalidInput('Choose at least two reviewers to split among.', ['reviewerIds']);
  // A share of a share: every n-th of the rows that are every m-th already, or the parts would be all or nothing.
  const parts = condition.kind === 'and' ? condition.of : [condition];
  const share = parts.find((part) => part.kind === 'bucket') ?? { kind: 'bucket', of: 1, at: 0 };
  const rest: Condition = { kind: 'and', of: parts.filter((part) => part !== share) };
  const of = share.of * chosen.length;
  if (of > mostBuckets)
    throw new InvalidInput(`This was split too often: its rows would be in ${of} shares, and ${mostBuckets} is the most.`, ['reviewerIds']);
  return chosen.map((reviewer, at) => ({
    name: nameOf(name, reviewer.name),
    condition: both(rest, { kind: 'bucket', of, at: share.at + share.of * at }),
    ownerIds: [reviewer.id],
  }));
}

function byValue({ shape, condition, name }: SplitSlice, key: string): NewSlice[] {
  const column = shape.byKey.get(key);
  if (column?.type !== 'LABEL' || column.system) throw new InvalidInput(`“${key}” is not a label column to split by.`, ['byColumn']);
  const part = (value: string, options: (number | null)[]): NewSlice => ({
    name: nameOf(name, value),
    condition: both(condition, { kind: 'label', columnId: column.id, options }),
    ownerIds: [],
  });
  return [
    ...column.options.filter((option) => !option.retired).map((option) => part(option.value, [option.id])),
    part(`no ${column.title}`, [null]),
  ];
}
