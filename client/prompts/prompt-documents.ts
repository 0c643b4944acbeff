import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { contentOf, PromptContent_all } from './content.ts';
import type { ServerDraft } from './draft-session.ts';

export const Prompt_draft = graphql(
  `
    fragment Prompt_draft on Prompt @_unmask {
      id
      draft {
        ...PromptContent_all
      }
      draftRevision
      draftBase
      draftAt
      draftBy {
        id
        name
      }
    }
  `,
  [PromptContent_all],
);

export const Prompt_page = graphql(
  `
    fragment Prompt_page on Prompt @_unmask {
      id
      name
      description
      archivedAt
      latest {
        id
        number
      }
      ...Prompt_draft
    }
  `,
  [Prompt_draft],
);

export type PagePrompt = ResultOf<typeof Prompt_page>;

/** The draft of an answer, for the session. */
export const draftOf = (prompt: ResultOf<typeof Prompt_draft>): ServerDraft => ({
  revision: prompt.draftRevision,
  content: contentOf(prompt.draft),
  base: prompt.draftBase,
  by: prompt.draftBy?.name ?? null,
  at: prompt.draftAt,
});

export const Prompt_query = graphql(
  `
    query Prompt_query($slug: String!, $name: String!) {
      project(slug: $slug) {
        id
        prompt(name: $name) {
          ...Prompt_page
        }
      }
    }
  `,
  [Prompt_page],
);

export const Prompt_changed = graphql(
  `
    subscription Prompt_changed($id: ID!) {
      promptChanged(id: $id) {
        ...Prompt_page
      }
    }
  `,
  [Prompt_page],
);

export const SaveDraft_mutation = graphql(
  `
    mutation SavePromptDraft($input: SavePromptDraftInput!) {
      savePromptDraft(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on DraftChangedMeanwhile {
          prompt {
            ...Prompt_draft
          }
        }
        ... on SavePromptDraftPayload {
          prompt {
            ...Prompt_draft
          }
        }
      }
    }
  `,
  [Prompt_draft],
);

export const SaveVersion_mutation = graphql(`
  mutation SavePromptVersion($input: SavePromptVersionInput!) {
    savePromptVersion(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on NothingChanged {
        version {
          id
          number
        }
      }
      ... on SavePromptVersionPayload {
        version {
          id
          number
          prompt {
            id
            draftBase
            latest {
              id
              number
            }
          }
        }
      }
    }
  }
`);

export const UpdatePrompt_mutation = graphql(`
  mutation UpdatePrompt($input: UpdatePromptInput!) {
    updatePrompt(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on UpdatePromptPayload {
        prompt {
          id
          name
          description
          archivedAt
        }
      }
    }
  }
`);

export const Version_query = graphql(
  `
    query PromptVersion_query($id: ID!, $number: Int!) {
      prompt(id: $id) {
        id
        version(number: $number) {
          id
          number
          notes
          createdAt
          author {
            id
            name
          }
          content {
            ...PromptContent_all
          }
        }
      }
    }
  `,
  [PromptContent_all],
);
