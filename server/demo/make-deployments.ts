import type { Services } from '@docket/schema/context.ts';
import type { DatasetShape } from '@docket/schema/datasets/dataset-shape.ts';
import { createEnvironment } from '@docket/schema/deploy/change-environments.ts';
import { deployVersion } from '@docket/schema/deploy/deploy-version.ts';
import { ensureEnvironment } from '@docket/schema/deploy/first-environment.ts';
import { currentDeployment } from '@docket/schema/deploy/history.ts';
import { rollBack } from '@docket/schema/deploy/roll-back.ts';
import { setGate } from '@docket/schema/deploy/set-gate.ts';
import type { Person } from './accounts.ts';
import { ranSince } from './assistant.ts';
import type { MadeEvaluators } from './make-evaluators.ts';
import type { DemoProject } from './make-project.ts';
import type { MadePrompts } from './make-prompts.ts';
import type { DemoPrompt } from './prompts.ts';

interface Deploy {
  daysAgo: number;
  prompt: DemoPrompt;
  /** 0: the one before is put back. */
  version: number;
  to: 'production' | 'staging';
  by: Person;
  notes: string;
}

/** What ran from the beginning. */
const long = 20;
const since = (prompt: DemoPrompt, version: string): number =>
  Math.min(long, ranSince[prompt].find((one) => one.version === version)!.since);

/** The history that spans tell, and what was tried on staging before it. */
const history: Deploy[] = [
  { daysAgo: long + 0.6, prompt: 'support-answer', version: 11, to: 'staging', by: 'jonas', notes: '' },
  {
    daysAgo: since('support-answer', '11'),
    prompt: 'support-answer',
    version: 11,
    to: 'production',
    by: 'ines',
    notes: 'First under Docket.',
  },
  { daysAgo: since('billing-answer', '4'), prompt: 'billing-answer', version: 4, to: 'production', by: 'ines', notes: '' },
  { daysAgo: since('api-helper', '2'), prompt: 'api-helper', version: 2, to: 'production', by: 'ines', notes: '' },
  { daysAgo: 9.5, prompt: 'support-answer', version: 12, to: 'staging', by: 'jonas', notes: '' },
  {
    daysAgo: since('support-answer', '12'),
    prompt: 'support-answer',
    version: 12,
    to: 'production',
    by: 'jonas',
    notes: 'Figures from the passages only.',
  },
  { daysAgo: 6.2, prompt: 'billing-answer', version: 5, to: 'staging', by: 'jonas', notes: '' },
  {
    daysAgo: since('billing-answer', '5'),
    prompt: 'billing-answer',
    version: 5,
    to: 'production',
    by: 'jonas',
    notes: 'Tomás checked 20 invoices by hand.',
  },
  { daysAgo: 6.05, prompt: 'api-helper', version: 2, to: 'staging', by: 'jonas', notes: '' },
  { daysAgo: 6, prompt: 'api-helper', version: 3, to: 'staging', by: 'jonas', notes: '' },
  {
    daysAgo: 5.8,
    prompt: 'api-helper',
    version: 0,
    to: 'staging',
    by: 'jonas',
    notes: 'The docs site showed empty answers. Looking into it.',
  },
  { daysAgo: 5.5, prompt: 'api-helper', version: 3, to: 'staging', by: 'jonas', notes: 'It was the docs site.' },
  { daysAgo: since('api-helper', '3'), prompt: 'api-helper', version: 3, to: 'production', by: 'jonas', notes: '' },
  { daysAgo: 3.1, prompt: 'support-answer', version: 13, to: 'staging', by: 'jonas', notes: '' },
  {
    daysAgo: since('support-answer', '13'),
    prompt: 'support-answer',
    version: 13,
    to: 'production',
    by: 'jonas',
    notes: 'Nothing got worse on the golden answers.',
  },
  {
    daysAgo: 1.1,
    prompt: 'support-answer',
    version: 14,
    to: 'staging',
    by: 'jonas',
    notes: 'For the app team to look at. Not for production yet.',
  },
];

interface Make {
  project: DemoProject;
  prompts: MadePrompts;
  evaluators: MadeEvaluators;
  /** Of the golden answers, which a new version of the support prompt must hold up to. */
  golden: DatasetShape;
  ago(days: number): Date;
}

/** Environments, what ran in them, and the gate in front of production, which came before the newest version there. */
export async function makeDeployments(services: Services, { project, prompts, evaluators, golden, ago }: Make): Promise<void> {
  const { db } = services;
  const projectId = project.id;
  await ensureEnvironment(services, projectId);
  await createEnvironment(services, { projectId, name: 'staging' });
  const environments = await db.prisma.environment.findMany({ where: { projectId }, select: { id: true, name: true } });
  await db.prisma.environment.updateMany({ where: { projectId }, data: { createdAt: ago(long + 1) } });
  const environmentIds = Object.fromEntries(environments.map(({ id, name }) => [name, id]));
  const gateAt = 3.05;
  let isGateSet = false;
  for (const { daysAgo, prompt, version, to, by, notes } of history) {
    const place = { environmentId: environmentIds[to]!, promptId: prompts[prompt].id };
    if (daysAgo < gateAt && !isGateSet) {
      isGateSet = true;
      await makeGate(services, { environmentId: environmentIds.production!, project, prompts, evaluators, golden, at: ago(gateAt) });
    }
    const current = await currentDeployment(db.pool, place);
    const input = { ...place, projectId, actorId: project.userIds[by], expected: current?.id ?? null, notes };
    const id =
      version === 0
        ? await rollBack(services, input)
        : await deployVersion(services, { ...input, versionId: prompts[prompt].versionIds[version - 1]! });
    await db.prisma.deployment.update({ where: { id }, data: { deployedAt: ago(daysAgo) } });
  }
}

interface MakeGate extends Omit<Make, 'ago'> {
  environmentId: number;
  at: Date;
}

async function makeGate(services: Services, { environmentId, project, prompts, evaluators, golden, at }: MakeGate): Promise<void> {
  const promptId = prompts['support-answer'].id;
  await setGate(services, {
    environmentId,
    promptId,
    projectId: project.id,
    actorId: project.userIds.ines,
    shape: golden,
    sliceId: null,
    rules: {
      evaluators: [
        { evaluatorId: evaluators.correctness, passRate: 0.85, meanScore: 4, perLabel: [] },
        { evaluatorId: evaluators.noSecrets, passRate: 1, meanScore: null, perLabel: [] },
      ],
      noRegression: true,
      maxUnknown: 0.05,
      maxStale: 0.1,
    },
  });
  await services.db.prisma.gate.update({ where: { environmentId_promptId: { environmentId, promptId } }, data: { updatedAt: at } });
}
