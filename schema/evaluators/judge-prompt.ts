import type { Database } from '@docket/prisma/database.ts';
import { type PromptContent, storedContent } from '../prompts/prompt-content.ts';
import { type ReadyPrompt, requireRunnable } from '../prompts/render-prompt.ts';
import { InvalidInput } from '../refusals.ts';

const where = ['input', 'config', 'promptVersionId'];

/** The prompt of a judge, parsed. Throws InvalidInput when the project has no such version, or it is for something else. */
export async function judgePrompt(
  { prisma }: Database,
  projectId: number,
  versionId: number,
): Promise<{ content: PromptContent; ready: ReadyPrompt }> {
  const version = await prisma.promptVersion.findUnique({
    where: { id: versionId, projectId },
    select: { content: true, prompt: { select: { name: true, purpose: true } } },
  });
  if (!version) throw new InvalidInput('This project has no such version of a prompt.', where);
  if (version.prompt.purpose !== 'JUDGE')
    throw new InvalidInput(`“${version.prompt.name}” is a prompt for answers. A judge needs one with the purpose JUDGE.`, where);
  const content = storedContent(version.content);
  return { content, ready: requireRunnable(content, where) };
}
