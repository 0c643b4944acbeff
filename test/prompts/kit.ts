import { mutationsOf, payload } from '../kit/mutations.ts';
import type { Person, Stack } from '../kit/stack.ts';

export const content = {
  messages: [
    { role: 'SYSTEM', content: 'Answer from the help center.' },
    { role: 'USER', content: '{{question}}' },
  ],
  provider: 'mock',
  model: 'm-1',
  settings: { temperature: 0.2, maxTokens: 200 },
};

export interface PromptView {
  id: string;
  name: string;
  draftRevision: number;
  draftBase: number | null;
  draft: { messages: { role: string; content: string }[]; model: string; variables: string[] };
  latest: VersionView | null;
}

export interface VersionView {
  id: string;
  number: number;
  notes: string;
  file: string;
  content: { model: string; messages: { content: string }[] };
}

const versionFields = 'id number notes file content { model messages { content } }';
export const promptFields = `id name draftRevision draftBase draft { messages { role content } model variables } latest { ${versionFields} }`;

/** One person's hands on prompts: the mutations as verbs, each with the answer as it came. */
export function promptsOf(stack: Stack, who: Person, projectId: string) {
  const client = stack.as(who);
  const mutate = mutationsOf(client);
  const call = <T>(field: string, input: object, selection: string) =>
    mutate<T>(
      field,
      input,
      `${payload(field, selection)}
        ${/Draft|Version/.test(field) ? `... on DraftChangedMeanwhile { prompt { ${promptFields} } }` : ''}
        ${field === 'savePromptVersion' ? `... on NothingChanged { version { number } }` : ''}`,
    );
  const prompt = `prompt { ${promptFields} }`;
  return {
    client,
    create: (input: Record<string, unknown> = {}) =>
      call<{ prompt: PromptView }>('createPrompt', { projectId, name: 'answer', content, ...input }, prompt),
    update: (input: Record<string, unknown>) => call<{ prompt: PromptView }>('updatePrompt', input, prompt),
    saveDraft: (input: Record<string, unknown>) => call<{ prompt: PromptView }>('savePromptDraft', input, prompt),
    saveVersion: (input: Record<string, unknown>) =>
      call<{ version: VersionView; prompt: PromptView }>('savePromptVersion', input, `version { ${versionFields} }`),
    bringIn: (file: string) =>
      call<{ version: VersionView & { prompt: PromptView }; existed: boolean }>(
        'importPrompt',
        { projectId, file },
        `existed version { ${versionFields} prompt { ${promptFields} } }`,
      ),
    look: async (id: string) =>
      (await client.execute<{ prompt: PromptView | null }>(`query ($id: ID!) { prompt(id: $id) { ${promptFields} } }`, { id })).prompt,
  };
}

/** A project with an owner, a reviewer and a viewer. */
export async function seedPrompts(stack: Stack) {
  const [olga, ada, vic] = await Promise.all([stack.person('Olga'), stack.person('Ada'), stack.person('Vic')]);
  const project = await stack.project([
    [olga, 'OWNER'],
    [ada, 'REVIEWER'],
    [vic, 'VIEWER'],
  ]);
  const of = (who: Person) => promptsOf(stack, who, project.id);
  return { project, olga: of(olga), ada: of(ada), vic: of(vic) };
}
