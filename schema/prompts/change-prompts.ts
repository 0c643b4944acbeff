import type { PromptPurpose } from '@docket/prisma/generated/client/enums.ts';
import type { Services } from '../context.ts';
import { takenAs } from '../datasets/in-transaction.ts';
import { nameOf, textOf } from '../datasets/names.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import { asJson } from '../stored-json.ts';
import type { PromptContent } from './prompt-content.ts';
import { DraftChangedMeanwhile } from './refusals.ts';

type PromptServices = Pick<Services, 'db' | 'signals' | 'limits'>;

export interface CreatePrompt {
  projectId: number;
  actorId: number;
  name: string;
  description?: string | null;
  purpose?: PromptPurpose | null;
  content: PromptContent;
}

/** What spans, files and URLs call a prompt. */
const slug = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

const promptName = (name: string): string => {
  const trimmed = nameOf(name, 'name', ['input', 'name'], 100);
  if (!slug.test(trimmed))
    throw new InvalidInput('A prompt’s name has letters, digits, dots, dashes and underscores, and begins with a letter or digit.', [
      'input',
      'name',
    ]);
  return trimmed;
};

/** Makes a prompt with a draft and no version yet; answers its id. Its name is unique in the project (NameTaken). */
export async function createPrompt({ db, signals, limits }: PromptServices, input: CreatePrompt): Promise<number> {
  const { projectId, actorId, content } = input;
  const name = promptName(input.name);
  const there = await db.prisma.prompt.count({ where: { projectId } });
  if (there >= limits.prompts) throw new InvalidInput(`A project has at most ${limits.prompts} prompts.`, ['input', 'projectId']);
  const { id } = await db.prisma.prompt
    .create({
      data: {
        projectId,
        name,
        description: textOf(input.description ?? '', 'description', ['input', 'description']),
        purpose: input.purpose ?? 'ANSWER',
        draft: asJson(content),
        draftById: actorId,
        createdById: actorId,
      },
    })
    .catch(takenAs(name));
  signals.send('prompt', { projectId, promptId: id });
  return id;
}

export interface UpdatePrompt {
  promptId: number;
  projectId: number;
  name?: string | null;
  description?: string | null;
  /** Archived prompts are out of sight; everything that names them stays. */
  archived?: boolean | null;
}

/** Renames, describes or archives a prompt. What is left out stays. */
export async function updatePrompt({ db, signals }: PromptServices, { promptId, projectId, ...input }: UpdatePrompt): Promise<void> {
  const name = input.name == null ? undefined : promptName(input.name);
  const description = input.description == null ? undefined : textOf(input.description, 'description', ['input', 'description']);
  const archivedAt = input.archived == null ? undefined : input.archived ? new Date() : null;
  await db.prisma.prompt.update({ where: { id: promptId }, data: { name, description, archivedAt } }).catch(takenAs(name));
  signals.send('prompt', { projectId, promptId });
}

export interface SaveDraft {
  promptId: number;
  projectId: number;
  actorId: number;
  /** The revision that the caller changed. */
  revision: number;
  content: PromptContent;
  /** The version that the draft now begins from; left out, it stays. */
  base?: number | null;
}

/** Saves the draft; answers its new revision. Refused when somebody else saved it meanwhile: nobody's typing is lost. */
export async function saveDraft({ db, signals }: PromptServices, draft: SaveDraft): Promise<number> {
  const { promptId, projectId, actorId, revision, content, base } = draft;
  if (base != null && !(await db.prisma.promptVersion.count({ where: { promptId, number: base } }))) throw new NotFound('PromptVersion');
  const { count } = await db.prisma.prompt.updateMany({
    where: { id: promptId, draftRevision: revision },
    data: {
      draft: asJson(content),
      draftRevision: { increment: 1 },
      draftById: actorId,
      draftAt: new Date(),
      ...(base != null && { draftBase: base }),
    },
  });
  if (count === 0) throw new DraftChangedMeanwhile(promptId);
  signals.send('prompt', { projectId, promptId });
  return revision + 1;
}
