import { useQuery } from 'urql';
import { useProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';

const SpanFacets_query = graphql(`
  query SpanFacets_query($slug: String!) {
    project(slug: $slug) {
      id
      spanFacets {
        models {
          value
          count
        }
        promptNames {
          value
          count
        }
        tags {
          value
          count
        }
        scoreNames
      }
    }
  }
`);

/** The values that occur in the project's spans, to offer in the filter. */
export function useSpanFacets() {
  const { slug } = useProject();
  const [{ data }] = useQuery({ query: SpanFacets_query, variables: { slug } });
  return data?.project?.spanFacets ?? { models: [], promptNames: [], tags: [], scoreNames: [] };
}
