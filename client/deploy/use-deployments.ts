import { useQuery } from 'urql';
import { useProject } from '../app/project.tsx';
import { failureText } from '../graphql/refusal.ts';
import { useFeed, useLatest } from '../offline/use-feed.ts';
import { Deploy_changed, Deploy_prompts, Deploy_query } from './deploy-documents.ts';

/** The environments of the project with what runs in them, and its prompts: what the query said first, then what is told. */
export function useDeployments() {
  const { id: projectId, slug } = useProject();
  const [{ data: first, error }, again] = useQuery({ query: Deploy_query, variables: { slug } });
  const { data: live, error: lost } = useLatest({ query: Deploy_changed, variables: { projectId } });
  const reload = () => again({ requestPolicy: 'network-only' });
  const prompts = first?.project?.prompts;
  useFeed({
    query: Deploy_prompts,
    variables: { projectId },
    onData: ({ promptsChanged }) => {
      // Names and versions move in the cache; here only whether there is a new prompt.
      const known = new Set(prompts?.map(({ id }) => id));
      if (prompts && promptsChanged.some(({ id }) => !known.has(id))) reload();
    },
  });
  return {
    environments: live?.deploymentsChanged ?? first?.project?.environments,
    prompts,
    problem: error || lost ? failureText(error ?? lost) : null,
    reload,
  };
}
