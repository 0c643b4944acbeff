import { useMemo } from 'react';
import { useQuery } from 'urql';
import { useDataset } from '../app/dataset.tsx';
import { useProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';

const FilterChoices_query = graphql(`
  query FilterChoices_query($id: ID!) {
    dataset(id: $id) {
      id
      slices {
        id
        name
      }
    }
  }
`);

/** What a row filter can be about: the dataset's columns and slices, the project's people. */
export function useFilterChoices() {
  const { id, columns } = useDataset();
  const { members } = useProject();
  const [{ data }] = useQuery({ query: FilterChoices_query, variables: { id } });
  const slices = data?.dataset?.slices;
  return useMemo(() => ({ columns, people: members.map((member) => member.user), slices: slices ?? [] }), [columns, members, slices]);
}
