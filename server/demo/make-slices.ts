import type { Services } from '@docket/schema/context.ts';
import type { DatasetShape } from '@docket/schema/datasets/dataset-shape.ts';
import { resolveFilter } from '@docket/schema/queue/filter/resolve-filter.ts';
import type { RowFilter } from '@docket/schema/queue/filter/row-filter.ts';
import { createSlices } from '@docket/schema/queue/slices/change-slices.ts';
import { splitSlice } from '@docket/schema/queue/slices/split-slice.ts';
import { people, reviewers } from './accounts.ts';
import type { DemoProject } from './make-project.ts';

const label = (column: string, values: string[]): RowFilter => ({ column: { column, in: values } });
const high = label('priority', ['high']);
const billing = label('topic', ['billing', 'refunds']);
const developers = label('topic', ['api', 'limits']);

/** Slices by priority and topic, which overlap here and there, and what is left over split evenly. */
export async function makeSlices(services: Services, { shape, project }: { shape: DatasetShape; project: DemoProject }): Promise<void> {
  const { maren, tomas, priya, jonas } = project.userIds;
  const conditionOf = (filter: RowFilter) => resolveFilter(filter, { shape, limits: services.limits });
  await createSlices(services, {
    shape,
    createdById: jonas,
    slices: [
      { name: 'High priority', color: 'red', condition: conditionOf(high), ownerIds: [maren] },
      { name: 'Billing', color: 'blue', condition: conditionOf(billing), ownerIds: [tomas] },
      { name: 'API and limits', color: 'violet', condition: conditionOf(developers), ownerIds: [priya] },
      {
        name: 'Hallucinations found',
        color: 'orange',
        condition: conditionOf(label('feedback_category', ['hallucination'])),
        ownerIds: [],
      },
    ],
  });
  await splitSlice(services, {
    shape,
    createdById: jonas,
    name: 'Everything else',
    condition: conditionOf({ not: { or: [high, billing, developers] } }),
    reviewers: reviewers.map((person) => ({ id: project.userIds[person], name: people[person].name.split(' ')[0]! })),
  });
}
