import type { Evaluator, EvaluatorVersion } from '@docket/prisma/generated/client/client.ts';
import type { Services } from '../../context.ts';
import { InvalidInput, NotFound } from '../../refusals.ts';
import { type ReadyEvaluator, prepareEvaluators } from '../prepare-evaluator.ts';

/** How an evaluator is read with its newest version. */
export const withNewestVersion = {
  include: { versions: { orderBy: { number: 'desc' as const }, take: 1 } },
};

/** An evaluator at its newest version, ready to judge. Throws InvalidInput where it was archived or cannot be used. */
export async function readyAtNewest(
  services: Services,
  { name, archivedAt, versions }: Evaluator & { versions: EvaluatorVersion[] },
): Promise<{ evaluator: ReadyEvaluator; version: EvaluatorVersion }> {
  if (archivedAt) throw new InvalidInput(`The evaluator “${name}” was archived.`);
  const [version] = versions;
  if (!version) throw new NotFound('EvaluatorVersion');
  const [evaluator] = await prepareEvaluators(services, [version.id]);
  return { evaluator: evaluator!, version };
}
