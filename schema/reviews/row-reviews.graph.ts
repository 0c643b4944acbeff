import { builder } from '../builder.ts';
import { type DatasetShape, shapeOf } from '../datasets/dataset-shape.ts';
import { withoutNulls } from '../datasets/parse-values.ts';
import { presentCell } from '../datasets/present-values.ts';
import { reviewsMissing } from '../queue/filter/row-image.ts';
import { RowRef } from '../queue/row.graph.ts';
import { RaterRef } from './rater.graph.ts';
import type { LiveReview } from './read-reviews.ts';

function given(shape: DatasetShape, { answer, labels }: Pick<LiveReview, 'answer' | 'labels'>): Record<string, unknown> {
  const entries = shape.columns
    .filter(({ role, retired, system }) => role === 'ANNOTATION' && !retired && !system)
    .map((column) => [column.key, presentCell(shape, column, { given: {}, answer, labels: withoutNulls(labels), filled: true })] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

const ReviewRef = builder.objectRef<LiveReview & { shape: DatasetShape }>('Review').implement({
  description: 'One reviewer’s answer to one row.',
  fields: (t) => ({
    rater: t.field({ type: RaterRef, description: 'Whose.', resolve: ({ rater }) => rater }),
    values: t.field({
      type: 'JSON',
      description: 'Annotation values by column key; what the reviewer left empty is not in it.',
      resolve: ({ shape, ...cells }) => given(shape, cells),
    }),
    at: t.field({ type: 'DateTime', description: 'When it was given.', resolve: ({ at }) => at }),
    settles: t.exposeBoolean('settles', { description: 'Whether it settled the row after others had reviewed it.' }),
    blind: t.exposeBoolean('blind', {
      description: 'Whether its writer could not have seen the others’ answers; others do not count into agreement.',
    }),
  }),
});

builder.objectField(RowRef, 'reviews', (t) =>
  t.field({
    type: [ReviewRef],
    description: 'The reviews that count, oldest first. While it wants more answers, only who has given theirs sees those of the others.',
    complexity: 10,
    resolve: async (row, _args, context) => {
      if (reviewsMissing(row) > 0 && !row.reviewedBy.includes(context.viewer?.id ?? 0)) return [];
      const shape = (await shapeOf(context, row.datasetId))!;
      return (await context.loaders.reviewsOfRow.load(row.id)).map((review) => ({ ...review, shape }));
    },
  }),
);
