import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.ts';

const EvaluatorName_query = graphql(`
  query EvaluatorName_query($id: ID!) {
    evaluator(id: $id) {
      id
      name
    }
  }
`);
const EvaluationName_query = graphql(`
  query EvaluationName_query($id: ID!) {
    evaluation(id: $id) {
      id
      name
    }
  }
`);

interface Numbers {
  evaluator?: string;
  evaluation?: string;
}

/** What the evaluator or the evaluation in the address is called, as far as it is known yet. */
export function useThingName({ evaluator, evaluation }: Numbers): string | undefined {
  const [{ data: one }] = useQuery({
    query: EvaluatorName_query,
    variables: { id: `Evaluator_${evaluator}` },
    pause: evaluator === undefined,
    requestPolicy: 'cache-first',
  });
  const [{ data: other }] = useQuery({
    query: EvaluationName_query,
    variables: { id: `Evaluation_${evaluation}` },
    pause: evaluation === undefined,
    requestPolicy: 'cache-first',
  });
  if (evaluator !== undefined) return one?.evaluator?.name;
  return evaluation === undefined ? undefined : other?.evaluation?.name;
}
