import type { Column } from '../../app/dataset.tsx';
import type { OtherSubject, Verb } from './filter-tree.ts';

export const subjectNames: Record<OtherSubject, string> = {
  claim: 'Claim',
  holder: 'Held by',
  reviewer: 'Filled by',
  slice: 'In slice',
  filledAfter: 'Filled after',
  filledBefore: 'Filled before',
  updatedAfter: 'Changed after',
  updatedBefore: 'Changed before',
  createdAfter: 'Added after',
  createdBefore: 'Added before',
};

export const verbNames: Record<Verb, string> = {
  is: 'is',
  isNot: 'is not',
  contains: 'contains',
  lacks: 'does not contain',
  greater: 'is over',
  less: 'is under',
  empty: 'is empty',
  given: 'is not empty',
};

const verbsOf: Record<Column['type'], Verb[]> = {
  LABEL: ['is', 'isNot', 'empty', 'given'],
  TEXT: ['contains', 'lacks', 'is', 'isNot', 'empty', 'given'],
  NUMBER: ['greater', 'less', 'is', 'empty', 'given'],
  BOOLEAN: ['is', 'empty', 'given'],
  JSON: ['contains', 'lacks', 'empty', 'given'],
};

export const verbsFor = (column: Column | undefined): Verb[] => (column ? verbsOf[column.type] : []);
