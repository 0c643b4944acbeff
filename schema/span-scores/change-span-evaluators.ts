import type { Database } from '@docket/prisma/database.ts';
import type { Services } from '../context.ts';
import { isTaken } from '../datasets/in-transaction.ts';
import { requireBudget } from '../evaluators/standing/budget.ts';
import type { SpanFilter } from '../monitor/span-filter.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import { newestSpanId } from './settled-spans.ts';
import { storedFilter } from './stored-filter.ts';

type Write = Pick<Services, 'db' | 'signals' | 'limits'>;

/** With which spans it goes on: those that come from now on, or all from the first. */
export type SpanStart = 'NOW' | 'BEGINNING';

export interface SpanEvaluatorSettings {
  filter?: SpanFilter | null;
  share?: number | null;
  /** Null: no bound. */
  budget?: number | null;
  from?: SpanStart | null;
}

interface AddSpanEvaluator extends SpanEvaluatorSettings {
  projectId: number;
  evaluatorId: number;
  actorId: number;
}

/** Lets an evaluator of the project run on its spans. Refused where it does already. Answers the new record's id. */
export async function addSpanEvaluator(services: Write, input: AddSpanEvaluator): Promise<number> {
  const { db, signals } = services;
  const { projectId, evaluatorId, actorId } = input;
  const evaluator = await db.prisma.evaluator.findFirst({ where: { id: evaluatorId, projectId, archivedAt: null } });
  if (!evaluator) throw new NotFound('Evaluator');
  const settings = await checked(services, projectId, { ...input, from: input.from ?? 'NOW' });
  const { id } = await db.prisma.spanEvaluator
    .create({ data: { cursor: 0, ...settings, projectId, evaluatorId, createdById: actorId } })
    .catch((error: unknown) => {
      throw isTaken(error) ? new InvalidInput(`“${evaluator.name}” runs on spans already.`, ['input', 'evaluatorId']) : error;
    });
  signals.send('spanEvaluator', { projectId, spanEvaluatorId: id });
  return id;
}

interface UpdateSpanEvaluator extends SpanEvaluatorSettings {
  id: number;
  projectId: number;
  enabled?: boolean | null;
}

/** Changes what is given; what is left out stays. Enabled again, it goes on where it stopped, and why it paused is forgotten. */
export async function updateSpanEvaluator(services: Write, { id, projectId, enabled, ...input }: UpdateSpanEvaluator): Promise<void> {
  const { db, signals } = services;
  const settings = await checked(services, projectId, input);
  const state = enabled == null ? {} : { enabled, pausedBecause: null, failedInARow: 0 };
  const { count } = await db.prisma.spanEvaluator.updateMany({ where: { id, projectId }, data: { ...settings, ...state } });
  if (count === 0) throw new NotFound('SpanEvaluator');
  signals.send('spanEvaluator', { projectId, spanEvaluatorId: id });
}

/** Ends it. Scores that it has written stay. */
export async function removeSpanEvaluator(
  { db, signals }: Pick<Write, 'db' | 'signals'>,
  { id, projectId }: { id: number; projectId: number },
): Promise<void> {
  await db.prisma.spanEvaluator.deleteMany({ where: { id, projectId } });
  signals.send('spanEvaluator', { projectId, spanEvaluatorId: id });
}

/** The columns for what was given. Throws InvalidInput and InvalidFilter. */
async function checked({ db, limits }: Write, projectId: number, { filter, share, budget, from }: SpanEvaluatorSettings) {
  if (share != null && !(share > 0 && share <= 1)) throw new InvalidInput('A share is above 0 and at most 1.', ['input', 'share']);
  requireBudget(budget);
  return {
    ...(filter != null && { filter: storedFilter(projectId, filter, limits) }),
    ...(share != null && { share }),
    ...(budget !== undefined && { budget }),
    ...(from != null && { cursor: await cursorAt(db, from) }),
  };
}

const cursorAt = async (db: Database, from: SpanStart): Promise<number> => (from === 'NOW' ? newestSpanId(db) : 0);
