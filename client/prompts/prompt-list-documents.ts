import { graphql, type ResultOf } from '../graphql/graphql.ts';

export const PromptRow_prompt = graphql(`
  fragment PromptRow_prompt on Prompt @_unmask {
    id
    name
    description
    archivedAt
    draftBase
    draftAt
    draftBy {
      id
      name
    }
    draft {
      provider
      model
    }
    latest {
      id
      number
      createdAt
      author {
        id
        name
      }
    }
  }
`);

export type ListedPrompt = ResultOf<typeof PromptRow_prompt>;

export const Prompts_query = graphql(
  `
    query Prompts_query($slug: String!, $archived: Boolean!) {
      project(slug: $slug) {
        id
        prompts(archived: $archived) {
          ...PromptRow_prompt
        }
      }
    }
  `,
  [PromptRow_prompt],
);

export const Prompts_changed = graphql(
  `
    subscription Prompts_changed($projectId: ID!) {
      promptsChanged(projectId: $projectId) {
        ...PromptRow_prompt
      }
    }
  `,
  [PromptRow_prompt],
);

/** An import writes the version and then the draft: that is no edit. */
const sameMoment = 300;

/** Whether the draft was changed after the newest version was saved from it. */
export function isEdited({ latest, draftBase, draftAt }: Pick<ListedPrompt, 'latest' | 'draftBase' | 'draftAt'>): boolean {
  return latest !== null && (draftBase !== latest.number || Date.parse(draftAt) > Date.parse(latest.createdAt) + sameMoment);
}

/** Who changed the prompt last, its draft or its versions, and when. */
export function lastChange({ latest, draftBy, draftAt }: ListedPrompt): { by: string | null; at: string } {
  if (latest && Date.parse(latest.createdAt) > Date.parse(draftAt)) return { by: latest.author?.name ?? null, at: latest.createdAt };
  return { by: draftBy?.name ?? null, at: draftAt };
}
