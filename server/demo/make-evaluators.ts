import type { Services } from '@docket/schema/context.ts';
import { createBuiltInJudge } from '@docket/schema/evaluators/create-built-in-judge.ts';
import { createEvaluator } from '@docket/schema/evaluators/create-evaluator.ts';
import type { DemoProject } from './make-project.ts';
import { providerName } from './make-provider.ts';

export interface MadeEvaluators {
  correctness: number;
  hallucination: number;
  noSecrets: number;
  length: number;
}

/** What the team measures answers by: judges, a rule about what is never asked for, and a length. */
export async function makeEvaluators(services: Services, project: DemoProject, at: Date): Promise<MadeEvaluators> {
  const projectId = project.id;
  const judge = (name: 'CORRECTNESS' | 'HALLUCINATION') =>
    createBuiltInJudge(services, { projectId, actorId: project.userIds.ines, judge: name, provider: providerName, model: 'hull-4' });
  const correctness = await judge('CORRECTNESS');
  const hallucination = await judge('HALLUCINATION');
  const { evaluatorId: noSecrets } = await createEvaluator(services, {
    projectId,
    actorId: project.userIds.maren,
    name: 'Asks for no secrets',
    description: 'No card numbers, passwords or codes.',
    kind: 'TEXT',
    config: {
      mode: 'CONTAINS_NONE',
      values: ['digits of the card', 'card number', 'tell me your password', 'send me your password', 'send me the code'],
      ignoreCase: true,
      whitespace: 'COLLAPSE',
    },
  });
  const { evaluatorId: length } = await createEvaluator(services, {
    projectId,
    actorId: project.userIds.maren,
    name: 'Fits a phone',
    description: 'What can be read without scrolling.',
    kind: 'LENGTH',
    config: { unit: 'WORDS', least: 3, most: 90 },
  });
  const { prisma } = services.db;
  await prisma.evaluator.updateMany({ where: { projectId }, data: { createdAt: at } });
  await prisma.evaluatorVersion.updateMany({ where: { projectId }, data: { createdAt: at } });
  await prisma.prompt.updateMany({ where: { projectId, purpose: 'JUDGE' }, data: { createdAt: at, draftAt: at } });
  await prisma.promptVersion.updateMany({ where: { projectId, prompt: { purpose: 'JUDGE' } }, data: { createdAt: at } });
  return { correctness, hallucination, noSecrets, length };
}
