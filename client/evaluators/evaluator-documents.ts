import { graphql, type ResultOf, type Scalar } from '../graphql/graphql.ts';

export type EvaluatorKind = Scalar<'EvaluatorKind'>;
export type Grade = Scalar<'Grade'>;

export const Agreement_figures = graphql(`
  fragment Agreement_figures on JudgeAgreement @_unmask {
    column
    rows
    unknown
    percent
    kappa
    kappaInterval {
      low
      high
    }
  }
`);
export type AgreementFigures = ResultOf<typeof Agreement_figures>;

export const Version_facts = graphql(`
  fragment Version_facts on EvaluatorVersion @_unmask {
    id
    number
    config
    createdAt
    createdBy {
      id
      name
    }
    promptVersion {
      id
      number
      content {
        provider
        model
      }
      prompt {
        id
        name
      }
    }
  }
`);
export type VersionFacts = ResultOf<typeof Version_facts>;

export const EvaluatorLine_evaluator = graphql(
  `
    fragment EvaluatorLine_evaluator on Evaluator @_unmask {
      id
      name
      description
      kind
      archivedAt
      latest {
        ...Version_facts
        agreement {
          ...Agreement_figures
        }
      }
    }
  `,
  [Version_facts, Agreement_figures],
);
export type ListedEvaluator = ResultOf<typeof EvaluatorLine_evaluator>;

export const Evaluators_query = graphql(
  `
    query Evaluators_query($slug: String!, $archived: Boolean!) {
      project(slug: $slug) {
        id
        evaluators(archived: $archived) {
          ...EvaluatorLine_evaluator
        }
      }
    }
  `,
  [EvaluatorLine_evaluator],
);

/** Only what tells that the list is another: each evaluator's own fields change in the cache. */
export const Evaluators_changed = graphql(
  `
    subscription Evaluators_changed($projectId: ID!) {
      evaluatorsChanged(projectId: $projectId) {
        id
        name
        description
        archivedAt
        latest {
          ...Version_facts
        }
      }
    }
  `,
  [Version_facts],
);

export const EvaluatorSaved_evaluator = graphql(
  `
    fragment EvaluatorSaved_evaluator on Evaluator @_unmask {
      id
      name
      description
      kind
      archivedAt
      latest {
        ...Version_facts
      }
    }
  `,
  [Version_facts],
);

export const CreateEvaluator_mutation = graphql(
  `
    mutation CreateEvaluator($input: CreateEvaluatorInput!) {
      createEvaluator(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on InvalidInput {
          path
        }
        ... on CreateEvaluatorPayload {
          secret
          evaluator {
            ...EvaluatorSaved_evaluator
          }
        }
      }
    }
  `,
  [EvaluatorSaved_evaluator],
);

export const CreateBuiltInJudge_mutation = graphql(
  `
    mutation CreateBuiltInJudge($input: CreateBuiltInJudgeInput!) {
      createBuiltInJudge(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on CreateBuiltInJudgePayload {
          evaluator {
            ...EvaluatorSaved_evaluator
          }
        }
      }
    }
  `,
  [EvaluatorSaved_evaluator],
);

export const UpdateEvaluator_mutation = graphql(
  `
    mutation UpdateEvaluator($input: UpdateEvaluatorInput!) {
      updateEvaluator(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on InvalidInput {
          path
        }
        ... on UpdateEvaluatorPayload {
          secret
          evaluator {
            ...EvaluatorSaved_evaluator
          }
        }
      }
    }
  `,
  [EvaluatorSaved_evaluator],
);

export const TryEvaluator_mutation = graphql(`
  mutation TryEvaluator($input: TryEvaluatorInput!) {
    tryEvaluator(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on InvalidInput {
        path
      }
      ... on Verdict {
        grade
        score
        reason
        cost
        raw
      }
    }
  }
`);
export type Verdict = Extract<NonNullable<ResultOf<typeof TryEvaluator_mutation>['tryEvaluator']>, { grade: Grade }>;
