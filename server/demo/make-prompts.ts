import type { Services } from '@docket/schema/context.ts';
import { createPrompt, saveDraft } from '@docket/schema/prompts/change-prompts.ts';
import { saveVersion } from '@docket/schema/prompts/save-version.ts';
import type { DemoProject } from './make-project.ts';
import { demoPrompts, descriptions, type DemoPrompt } from './prompts.ts';

export interface MadePrompt {
  id: number;
  /** Ids of its versions, the first first. */
  versionIds: number[];
}
export type MadePrompts = Record<DemoPrompt, MadePrompt>;

/** The assistant's prompts with all their versions, each draft as its newest version has it. `ago` tells a moment by days. */
export async function makePrompts(services: Services, project: DemoProject, ago: (days: number) => Date): Promise<MadePrompts> {
  const made: Partial<MadePrompts> = {};
  for (const name of Object.keys(demoPrompts) as DemoPrompt[]) made[name] = await makePrompt(services, project, name, ago);
  return made as MadePrompts;
}

async function makePrompt(services: Services, project: DemoProject, name: DemoPrompt, ago: (days: number) => Date): Promise<MadePrompt> {
  const { prisma } = services.db;
  const projectId = project.id;
  const [first, ...others] = demoPrompts[name] as [(typeof demoPrompts)[DemoPrompt][number], ...(typeof demoPrompts)[DemoPrompt]];
  const promptId = await createPrompt(services, {
    projectId,
    actorId: project.userIds[first.by],
    name,
    description: descriptions[name],
    content: first.content,
  });
  const versionIds: number[] = [];
  let revision = 1;
  for (const { content, notes, by, daysAgo } of [first, ...others]) {
    const actorId = project.userIds[by];
    if (versionIds.length > 0) revision = await saveDraft(services, { promptId, projectId, actorId, revision, content });
    const { id } = await saveVersion(services, { promptId, projectId, actorId, revision, notes });
    await prisma.promptVersion.update({ where: { id }, data: { createdAt: ago(daysAgo) } });
    versionIds.push(id);
  }
  const last = others.at(-1) ?? first;
  await prisma.prompt.update({ where: { id: promptId }, data: { createdAt: ago(first.daysAgo + 0.2), draftAt: ago(last.daysAgo) } });
  return { id: promptId, versionIds };
}
