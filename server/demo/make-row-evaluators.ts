import { setTimeout } from 'node:timers/promises';
import type { Services } from '@docket/schema/context.ts';
import type { DatasetShape } from '@docket/schema/datasets/dataset-shape.ts';
import { everything } from '@docket/schema/queue/filter/row-filter.ts';
import { addRowEvaluator } from '@docket/schema/row-evaluators/change-row-evaluators.ts';
import { findBehind } from '@docket/schema/row-evaluators/find-behind.ts';
import { runRowEvaluator } from '@docket/schema/row-evaluators/run-row-evaluator.ts';
import type { MadeEvaluators } from './make-evaluators.ts';
import type { DemoProject } from './make-project.ts';
import { setTimes } from './set-times.ts';

interface MakeRowEvaluators {
  project: DemoProject;
  evaluators: MadeEvaluators;
  answers: DatasetShape;
  /** When the seeding began. */
  since: Date;
}

/** A judge suggests labels for what waits, hidden for some, and another checks what is filled from now on. */
export async function makeRowEvaluators(services: Services, { project, evaluators, answers, since }: MakeRowEvaluators): Promise<void> {
  const common = { shape: answers, actorId: project.userIds.jonas, condition: everything, passLabels: ['correct'] };
  const suggesting = await addRowEvaluator(services, {
    ...{ ...common, purpose: 'SUGGEST', evaluatorId: evaluators.hallucination },
    ...{ failLabel: 'hallucination', hiddenShare: 0.3, from: 'BEGINNING' },
  });
  await level(services, suggesting);
  await addRowEvaluator(services, { ...common, purpose: 'CHECK', evaluatorId: evaluators.correctness });
  // All of it a moment ago, after everything that people did.
  const at = new Date(since.getTime() - 30_000);
  await setTimes(services.db, { datasetId: answers.id, since, at });
  await services.db.prisma.rowEvaluator.updateMany({ where: { datasetId: answers.id }, data: { createdAt: at } });
  await services.db.prisma.suggestion.updateMany({ where: { rowEvaluatorId: suggesting }, data: { createdAt: at } });
}

/** Works beside this process's worker, if it has one: of both, one records. */
async function level(services: Services, id: number): Promise<void> {
  const { signal } = new AbortController();
  const run = { id, signal, isStopping: () => false, onError: () => undefined };
  while ((await findBehind(services.db)).behind.includes(id)) {
    await runRowEvaluator(services, run);
    await setTimeout(10);
  }
}
