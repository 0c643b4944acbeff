import { waiting } from './documents.ts';

const priority = (...values: string[]) => ({ column: { column: 'priority', in: values } });
const category = (...values: string[]) => ({ column: { column: 'feedback_category', in: values } });
const status = (...values: string[]) => ({ column: { column: 'annotation_status', in: values } });

/** 50 different filters over labels and status. Each sees every fill of a row of low priority, which 6 of 10 rows have. */
export const mixedFilters: object[] = [
  priority('low'),
  priority('low', 'medium'),
  priority('low', 'high'),
  priority('low', 'medium', 'high'),
  { not: priority('high') },
].flatMap((one) =>
  [
    waiting,
    status('filled'),
    status('empty', 'filled'),
    category('correct'),
    { column: { column: 'feedback_category', empty: true } },
    { or: [waiting, category('correct')] },
    category('correct', 'incorrect'),
    category('correct', 'hallucination'),
    { not: category('incorrect') },
    category('correct', 'off-topic'),
  ].map((other) => ({ and: [one, other] })),
);
