import type { Services } from '@docket/schema/context.ts';
import { combinationsWith } from '@docket/schema/queue/combinations.ts';
import { type ForeignReview, importReviews } from '@docket/schema/reviews/import-reviews.ts';
import { shapeNow } from './make-datasets.ts';
import type { DemoProject } from './make-project.ts';
import { makeRandom } from './random.ts';
import { setTimes } from './set-times.ts';

/** Annotators of an agency, who looked at the same answers, each for themselves: how often each sees what the team came to. */
const annotators = [
  { name: 'Noor Haddad', sees: 0.93 },
  { name: 'Felix Brandt', sees: 0.84 },
  { name: 'Aiko Tanabe', sees: 0.76 },
];

/** What one category is taken for by somebody who does not see it. */
const takenFor: Record<string, string[]> = {
  correct: ['too-long', 'incorrect'],
  incorrect: ['hallucination', 'hallucination', 'off-topic'],
  hallucination: ['incorrect', 'incorrect', 'correct'],
  'off-topic': ['incorrect'],
  'too-long': ['correct'],
};

/** Rows that wait, and that two annotators do not agree on. */
const disputes = [
  ['incorrect', 'hallucination'],
  ['correct', 'too-long'],
  ['hallucination', 'incorrect'],
  ['correct', 'incorrect'],
];

const minute = 60_000;

interface MakeAnnotations {
  datasetId: number;
  project: DemoProject;
  since: Date;
}

/** Brings in what an agency's annotators said: of most rows that the team has settled, so that there is agreement to look at, and of a
 * few that wait, which are disputed now. */
export async function makeAnnotations(services: Services, { datasetId, project, since }: MakeAnnotations): Promise<void> {
  const { db } = services;
  const shape = await shapeNow(services, datasetId);
  const category = shape.byKey.get('feedback_category')!;
  const rows = await db.prisma.datasetRow.findMany({
    where: { datasetId },
    orderBy: { id: 'asc' },
    select: { id: true, createdAt: true, combinationId: true },
  });
  const combinations = await combinationsWith(
    db,
    datasetId,
    rows.map(({ combinationId }) => combinationId),
  );
  const labelOf = (row: (typeof rows)[number]) => combinations.get(row.combinationId)!.labels[category.id] ?? null;
  const isFilled = (row: (typeof rows)[number]) => combinations.get(row.combinationId)!.filled;
  const review = (row: (typeof rows)[number], annotator: string, said: string, minutes: number): ForeignReview => ({
    rowId: Number(row.id),
    annotator,
    values: { feedback_category: said },
    at: new Date(Math.min(row.createdAt.getTime() + minutes * minute, since.getTime() - minute)),
  });
  const settled = rows.flatMap((row, n): ForeignReview[] => {
    const truth = isFilled(row) ? category.optionById.get(labelOf(row) ?? 0)?.value : undefined;
    if (truth === undefined) return [];
    const random = makeRandom(`annotators ${n}`);
    // Every third row all of them have looked at, of the others two.
    const left = n % 3 === 0 ? -1 : n % 2 === 0 ? 1 : 2;
    return annotators
      .filter((_, at) => at !== left)
      .map(({ name, sees }) => review(row, name, random.chance(sees) ? truth : random.pick(takenFor[truth]!), random.whole(8, 55)));
  });
  const waiting = rows.filter((row) => !isFilled(row) && labelOf(row) === null);
  const disputed = disputes.flatMap(([one, other], n): ForeignReview[] => {
    const row = waiting[n * 3];
    return row ? [review(row, annotators[n % 3]!.name, one!, 20), review(row, annotators[(n + 1) % 3]!.name, other!, 26)] : [];
  });
  const at = { datasetId, since, at: new Date(since.getTime() - 45_000) };
  await importReviews(services, { shape, actorId: project.userIds.ines, reviews: [...settled, ...disputed], settle: true });
  await setTimes(db, at);
}
