import { Skeleton, Text, Title } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useQuery } from 'urql';
import { useProject } from '../app/project.tsx';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { isAtLeast } from '../session/roles.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import type { EvaluatorKind } from './evaluator-documents.ts';
import { kindOrder, kinds } from './kinds.ts';
import classes from './evaluators.module.css';

const BuiltInJudges_query = graphql(`
  query BuiltInJudges_query {
    builtInJudges {
      key
      name
      description
      passAt
      scale {
        score
        meaning
      }
    }
  }
`);
export type BuiltIn = ResultOf<typeof BuiltInJudges_query>['builtInJudges'][number];

interface Props {
  onKind: (kind: EvaluatorKind) => void;
  onJudge: (judge: BuiltIn) => void;
}

/** What kinds of evaluator there are, and the judges that come with Docket. */
export function KindChoice({ onKind, onJudge }: Props) {
  const { viewerRole } = useProject();
  const [{ data, error }] = useQuery({ query: BuiltInJudges_query });
  return (
    <>
      <Title order={2} mb={4}>
        A judge that comes with Docket
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        A model reads the answer and grades it from 1 to 5 by a rubric that you can change.
      </Text>
      <ul className={classes.choices}>
        {data?.builtInJudges.map((judge) => (
          <li key={judge.key}>
            <button type="button" className={classes.choice} onClick={() => onJudge(judge)}>
              <b>
                <IconSparkles size={16} stroke={1.7} aria-hidden />
                {judge.name}
              </b>
              <span>{judge.description}</span>
            </button>
          </li>
        ))}
        {!data && !error && [0, 1, 2].map((at) => <Skeleton key={at} h={96} component="li" />)}
        {error && !data && (
          <li>
            <ProblemText>{failureText(error)}</ProblemText>
          </li>
        )}
      </ul>
      <Title order={2} mb={4}>
        An evaluator of your own
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        The same verdict for the same answer, at once and for nothing; or a judge by a prompt of yours.
      </Text>
      <ul className={classes.choices}>
        {kindOrder.map((kind) => {
          const { name, says, icon: Icon, admin } = kinds[kind];
          const refused = admin && !isAtLeast(viewerRole, 'ADMIN');
          return (
            <li key={kind}>
              <button type="button" className={classes.choice} disabled={refused} onClick={() => onKind(kind)}>
                <b>
                  <Icon size={16} stroke={1.7} aria-hidden />
                  {name}
                </b>
                <span>
                  {says}
                  {refused && ' For admins.'}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
