import type { Services } from '../context.ts';
import { prepareEvaluators } from '../evaluators/prepare-evaluator.ts';
import { providerByName } from '../models/provider-record.ts';
import { storedContent } from '../prompts/prompt-content.ts';
import { requireRunnable } from '../prompts/render-prompt.ts';
import type { EvaluationSettings } from './evaluation-settings.ts';
import type { RowWork } from './evaluate-row.ts';

export interface PreparedWork extends RowWork {
  evaluationId: number;
  projectId: number;
  /** Rows that are worked on at once. */
  slots: number;
  /** So many slots are free before more rows are fetched: a statement fetches many. */
  batch: number;
  /** Calls to models that a row makes. */
  calls: number;
}

/** Rows at once where no model is asked: their time is the database's. */
const withoutModels = 16;

/** Loads and compiles once what an evaluation puts each row through. Throws InvalidInput where that is not possible: a provider
 * that is gone, a secret that was lost. */
export async function prepareWork(services: Services, evaluationId: number): Promise<PreparedWork> {
  const { db, models } = services;
  const evaluation = await db.prisma.evaluation.findUniqueOrThrow({
    where: { id: evaluationId },
    include: { evaluators: { orderBy: { position: 'asc' } } },
  });
  const { projectId, promptVersionId } = evaluation;
  const { cache } = evaluation.settings as unknown as EvaluationSettings;
  const prompt = promptVersionId === null ? null : await preparePrompt(services, projectId, promptVersionId);
  const evaluators = await prepareEvaluators(
    services,
    evaluation.evaluators.map(({ evaluatorVersionId }) => evaluatorVersionId),
  );
  const providers = new Set(evaluators.flatMap(({ providerId }) => providerId ?? []));
  if (prompt) providers.add(prompt.provider.id);
  const found = await db.prisma.modelProvider.findMany({ where: { id: { in: [...providers] } }, select: { concurrency: true } });
  const atOnce = found.reduce((sum, { concurrency }) => sum + concurrency, 0);
  // More than its providers take at once: while results are written and rows leased, others are asked. At 32 calls of 50 ms each,
  // 545 rows a second with half as many more, and 573 with twice as many (of 640).
  const slots = atOnce === 0 ? withoutModels : Math.ceil(atOnce * 2) + 4;
  return {
    ...{ evaluationId, projectId, models, prompt, evaluators, cache },
    slots,
    // While these are fetched, the other half of what its providers do not take at once waits to be asked.
    batch: Math.ceil((slots - atOnce) / 2),
    calls: (prompt ? 1 : 0) + evaluators.filter(({ usesModel }) => usesModel).length,
  };
}

async function preparePrompt({ db }: Services, projectId: number, versionId: number): Promise<PreparedWork['prompt']> {
  const { content: stored } = await db.prisma.promptVersion.findUniqueOrThrow({ where: { id: versionId }, select: { content: true } });
  const content = storedContent(stored);
  return { ready: requireRunnable(content), provider: await providerByName(db, projectId, content.provider!) };
}
