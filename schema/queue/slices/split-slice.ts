import type { Services } from '../../context.ts';
import type { DatasetShape } from '../../datasets/dataset-shape.ts';
import { InvalidInput } from '../../refusals.ts';
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
export async function splitSlice(services: Pick<Services, 'db' | 'signals'>, split: SplitSlice): Promise<SliceRecord[]> {
  const { shape, createdById } = split;
  return createSlices(services, { shape, createdById, slices: split.reviewers ? evenly(split, split.reviewers) : byValue(split, split.byColumn ?? '') });
}

function evenly({ condition, name }: SplitSlice, reviewers: { id: number; name: string }[]): NewSlice[] {
  const chosen = [...new Map(reviewers.map((one) => [one.id, one])).values()];
  if (chosen.length < 2) throw new InvalidInput('Choose at least two reviewers to split among.', ['reviewerIds']);
  return chosen.map((reviewer, at) => ({
    name: `${name} · ${reviewer.name}`.slice(0, 80),
    condition: both(condition, { kind: 'bucket', of: chosen.length, at }),
    ownerIds: [reviewer.id],
  }));
}

function byValue({ shape, condition, name }: SplitSlice, key: string): NewSlice[] {
  const column = shape.byKey.get(key);
  if (column?.type !== 'LABEL' || column.system) throw new InvalidInput(`“${key}” is not a label column to split by.`, ['byColumn']);
  const part = (value: string, options: (number | null)[]): NewSlice => ({
    name: `${name} · ${value}`.slice(0, 80),
    condition: both(condition, { kind: 'label', columnId: column.id, options }),
    ownerIds: [],
  });
  return [...column.options.filter((option) => !option.retired).map((option) => part(option.value, [option.id])), part(`no ${column.title}`, [null])];
}
