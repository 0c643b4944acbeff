import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { Agreement_figures, EvaluatorSaved_evaluator, Version_facts } from './evaluator-documents.ts';

export const Agreement_details = graphql(
  `
    fragment Agreement_details on JudgeAgreement @_unmask {
      ...Agreement_figures
      passValues
      confusion {
        said
        judged
        rows
      }
      labelScores {
        label
        precision
        recall
      }
      disagreementCount
      disagreementIds
      disagreements(first: 20) {
        id
        rowId
        position
        inputs
        output
        labels
        scores {
          evaluatorVersionId
          grade
          score
          reason
        }
      }
      evaluation {
        id
        name
        finishedAt
        dataset {
          id
          name
        }
      }
    }
  `,
  [Agreement_figures],
);
export type AgreementDetails = ResultOf<typeof Agreement_details>;
export type Disagreement = AgreementDetails['disagreements'][number];

export const Evaluator_query = graphql(
  `
    query Evaluator_query($id: ID!) {
      evaluator(id: $id) {
        ...EvaluatorSaved_evaluator
        createdAt
        latest {
          id
          agreement {
            ...Agreement_details
          }
        }
        versions(first: 100) {
          edges {
            node {
              ...Version_facts
            }
          }
        }
      }
    }
  `,
  [EvaluatorSaved_evaluator, Version_facts, Agreement_details],
);
export type PageEvaluator = NonNullable<ResultOf<typeof Evaluator_query>['evaluator']>;
