import type { Services } from '@docket/schema/context.ts';
import { addColumn, reorderColumns } from '@docket/schema/datasets/change-columns.ts';
import { createDataset } from '@docket/schema/datasets/create-dataset.ts';
import { type DatasetShape, loadShape } from '@docket/schema/datasets/dataset-shape.ts';
import { requireReviews } from '@docket/schema/reviews/require-reviews.ts';
import type { topics } from './content/index.ts';

const topicColors: Record<keyof typeof topics, string> = {
  billing: 'blue',
  refunds: 'cyan',
  shipping: 'teal',
  checkout: 'lime',
  api: 'violet',
  security: 'red',
  cancellation: 'orange',
  limits: 'yellow',
  store: 'pink',
};

/** What stands left of the annotation columns, and where a span has it. */
const columns = [
  { key: 'question', type: 'TEXT', role: 'INPUT', description: 'What the customer asked.', path: 'variables.question' },
  {
    key: 'context',
    type: 'TEXT',
    role: 'INPUT',
    description: 'The help center passages that the assistant was given.',
    path: 'variables.context',
  },
  { key: 'answer', type: 'TEXT', role: 'OUTPUT', description: 'What the assistant answered.', path: 'output' },
  { key: 'topic', type: 'LABEL', role: 'INPUT', description: 'As the router saw it.', path: 'attributes.topic' },
  { key: 'plan', type: 'LABEL', role: 'INPUT', description: 'The plan that the customer is on.', path: 'attributes.customer.tier' },
  {
    key: 'customer_note',
    type: 'TEXT',
    role: 'INPUT',
    description: 'What the customer wrote with a thumb up or down.',
    path: 'feedbackNote',
  },
] as const;

const options = {
  topic: Object.entries(topicColors).map(([value, color]) => ({ value, color })),
  plan: [
    { value: 'starter', color: 'gray' },
    { value: 'growth', color: 'teal' },
    { value: 'scale', color: 'indigo' },
  ],
};

/** From where `addSpansToDataset` fills the columns. */
export const mapping = columns.map(({ key, path }) => ({ column: key, path }));

/** The dataset that the demo is about: columns of its own in front of the annotation preset. */
export async function makeAnswersDataset(
  services: Services,
  { projectId, actorId }: { projectId: number; actorId: number },
): Promise<DatasetShape> {
  const { db, limits } = services;
  const datasetId = await createDataset(db, {
    projectId,
    name: 'Support answers to review',
    description:
      'What Skipper answered in the last two weeks. Classify each answer; where it is not correct, write what it should have been.',
  });
  const added: number[] = [];
  for (const { key, type, role, description } of columns) {
    const labels = key === 'topic' || key === 'plan' ? options[key] : null;
    added.push(
      await addColumn(services, { datasetId, actorId, key, title: titleOf(key), description, type, role, options: labels, limits }),
    );
  }
  const before = await shapeNow(services, datasetId);
  const preset = before.columns.map(({ id }) => id).filter((id) => !added.includes(id));
  await reorderColumns(services, { datasetId, actorId, columnIds: [...added, ...preset] });
  return shapeNow(services, datasetId);
}

/** A small one with nothing special about it: it gets its columns from its first spans. */
export async function makeFinishedDataset(services: Services, { projectId }: { projectId: number }): Promise<DatasetShape> {
  const datasetId = await createDataset(services.db, {
    projectId,
    name: 'Account security, golden answers',
    description: 'Done. The reference for every new version of the prompt: none of these may get worse.',
  });
  return shapeNow(services, datasetId);
}

/** One whose rows two reviewers answer, each by themselves. */
export async function makeSharedDataset(
  services: Services,
  { projectId, actorId }: { projectId: number; actorId: number },
): Promise<DatasetShape> {
  const datasetId = await createDataset(services.db, {
    projectId,
    name: 'Refunds and shipping, read by two',
    description: 'How far do we read our own rules alike? Two reviewers answer each row; where they differ a third settles it.',
  });
  const shape = await shapeNow(services, datasetId);
  await requireReviews(services, { shape, actorId, reviewsRequired: 2, newRows: true, waiting: null });
  return shapeNow(services, datasetId);
}

export async function shapeNow({ db }: Pick<Services, 'db'>, datasetId: number): Promise<DatasetShape> {
  const shape = await loadShape(db, datasetId);
  if (!shape) throw new Error('the demo lost its dataset');
  return shape;
}

const titleOf = (key: string): string => key[0]!.toUpperCase() + key.slice(1).replaceAll('_', ' ');
