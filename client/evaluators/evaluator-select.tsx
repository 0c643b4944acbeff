import { Select } from '@mantine/core';
import { useQuery } from 'urql';
import { useProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';

const EvaluatorSelect_query = graphql(`
  query EvaluatorSelect_query($slug: String!) {
    project(slug: $slug) {
      id
      evaluators {
        id
        name
      }
    }
  }
`);

interface Props {
  /** Ids of those that are not to be chosen again. */
  taken: readonly string[];
  /** What is said where all are taken. */
  none: string;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** One of the project's evaluators. */
export function EvaluatorSelect({ taken, none, value, onChange }: Props) {
  const { slug } = useProject();
  const [{ data }] = useQuery({ query: EvaluatorSelect_query, variables: { slug } });
  const evaluators = data?.project?.evaluators.filter(({ id }) => !taken.includes(id)) ?? [];
  return (
    <Select
      label="Evaluator"
      placeholder={data && evaluators.length === 0 ? none : 'Choose one'}
      data={evaluators.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      searchable
      data-autofocus
    />
  );
}
