import type { Services } from '../context.ts';
import { NameTaken } from '../refusals.ts';
import { createPrompt } from './change-prompts.ts';
import { readPromptFile } from './prompt-file.ts';
import { requireRunnable } from './render-prompt.ts';
import { importVersion, type SavedVersion } from './save-version.ts';

export interface ImportPrompt {
  projectId: number;
  actorId: number;
  /** The text of a prompt file. */
  file: string;
}

/** Takes in a prompt file: the prompt of its name, made if there is none, gets its content as a version. Taking the same file
 * in again changes nothing. */
export async function importPrompt(
  services: Pick<Services, 'db' | 'signals' | 'limits'>,
  { projectId, actorId, file }: ImportPrompt,
): Promise<{ promptId: number; version: SavedVersion }> {
  const { name, description, notes, content } = readPromptFile(file);
  // Before the prompt is made: a file that is refused leaves nothing.
  requireRunnable(content, ['input', 'file']);
  const find = () => services.db.prisma.prompt.findUnique({ where: { projectId_name: { projectId, name } }, select: { id: true } });
  const promptId =
    (await find())?.id ??
    (await createPrompt(services, { projectId, actorId, name, description, content }).catch(async (error: unknown) => {
      // Somebody takes in the same file at this moment.
      const made = error instanceof NameTaken ? await find() : null;
      if (!made) throw error;
      return made.id;
    }));
  return { promptId, version: await importVersion(services, { promptId, projectId, actorId, content, notes }) };
}
