import { expect, test as base } from 'vitest';
import { numberOf } from '@docket/schema/ids.ts';
import { type Stack, startStack } from '../kit/stack.ts';
import { follow } from '../feed/kit.ts';
import { reviewerOf, seedQueue } from '../queue/kit.ts';

/** Two servers on one database, so that each has things to learn of the other. */
const test = base.extend('stack', { scope: 'file' }, async ({}, { onCleanup }): Promise<Stack> => {
  const stack = await startStack({ processes: 2 });
  onCleanup(() => stack.stop());
  return stack;
});

test('six reviewers at once, on two processes: every row gets three answers of three people, and nobody is dealt one twice', async ({
  stack,
}) => {
  const rows = 40;
  const reviews = 3;
  const bench = await seedQueue(stack, { rows });
  const { datasetId, owner, projectId } = bench;
  const others = await Promise.all(['Cy', 'Di', 'Ed', 'Flo'].map((name) => stack.person(name)));
  const project = numberOf('Project', projectId);
  await stack.db.prisma.member.createMany({ data: others.map(({ number }) => ({ projectId: project, userId: number, role: 'REVIEWER' })) });
  const people = [bench.people.ada, bench.people.bo, ...others];
  const reviewers = people.map((person, n) => reviewerOf(stack.as(person, { process: n % 2 })));
  await owner.require({ datasetId, reviewsRequired: reviews, newRows: true, waiting: {} });
  const everything = await follow({ reviewer: owner, datasetId, filter: { column: { column: 'annotation_status', equals: 'empty' } } });

  // Each goes on until nothing is left for them; one in five lets go of a row first, and answers differ now and then.
  const seen = reviewers.map(() => [] as string[]);
  await Promise.all(
    reviewers.map(async (reviewer, who) => {
      for (let turn = 0; ; turn += 1) {
        const { claims } = await reviewer.claim({
          datasetId,
          count: 1 + (turn % 3),
          filter: { not: { column: { column: 'adjudication', equals: 'disputed' } } },
        });
        if (claims.length === 0) return;
        for (const { row, token } of claims) {
          if ((turn + who) % 5 === 4) {
            await reviewer.release([token]);
            continue;
          }
          const label = numberOf('Row', row.id) % 4 === 0 && who % 2 === 0 ? 'incorrect' : 'correct';
          const done = await reviewer.annotate({ rowId: row.id, token, values: { feedback_category: label }, fill: true });
          expect(done.__typename).toBe('AnnotateRowPayload');
          seen[who]!.push(row.id);
        }
      }
    }),
  );
  for (const mine of seen) expect(new Set(mine).size).toBe(mine.length);
  const { rows: told } = await stack.db.pool.query<{ row: number; answers: number; people: number; filled: boolean; differ: boolean }>(
    `SELECT r.id AS row, count(v.id) AS answers, count(DISTINCT v.reviewer_id) AS people, m.filled, count(DISTINCT v.labels) > 1 AS differ
     FROM dataset_row r JOIN combination m ON m.id = r.combination_id LEFT JOIN review v ON v.row_id = r.id AND v.ended_at IS NULL
     WHERE r.dataset_id = $1 GROUP BY r.id, m.filled`,
    [numberOf('Dataset', datasetId)],
  );
  expect(told).toHaveLength(rows);
  for (const { answers, people: by, filled, differ } of told)
    expect({ answers, by, filled }).toEqual({ answers: reviews, by: reviews, filled: !differ });
  const waiting = told.filter(({ filled }) => !filled).length;
  await expect.poll(() => everything.last()?.totalCount).toEqual({ value: waiting, exact: true });
  expect(everything.wrong).toEqual([]);
  await everything.stop();
});
