import { Badge, Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useSubscription } from 'urql';
import { VerdictView } from '../evaluators/verdict-view.tsx';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { useAgain } from '../graphql/use-again.ts';
import { Section } from '../ui/section.tsx';
import { SuggestionCard, SuggestionCard_suggestion, type Suggested } from './suggestion-card.tsx';

const RowVerdicts_query = graphql(
  `
    query RowVerdicts_query($id: ID!) {
      row(id: $id) {
        id
        suggestions {
          ...SuggestionCard_suggestion
        }
        checks {
          grade
          score
          reason
          cost
          disagrees
          outdated
          version
          evaluator {
            id
            name
          }
        }
      }
    }
  `,
  [SuggestionCard_suggestion],
);
type Check = NonNullable<ResultOf<typeof RowVerdicts_query>['row']>['checks'][number];

const RowVerdicts_changes = graphql(`
  subscription RowVerdicts_changes($datasetId: ID!) {
    rowEvaluatorsChanged(datasetId: $datasetId) {
      id
      judged
      unknown
    }
  }
`);

const RowVerdicts_confirm = graphql(`
  mutation RowVerdicts_confirm($input: AnnotateRowInput!) {
    annotateRow(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on AnnotateRowPayload {
        row {
          id
          version
          values
        }
      }
    }
  }
`);

const became = {
  ACCEPTED: { text: 'Accepted', color: 'teal', icon: IconCheck },
  CHANGED: { text: 'Changed', color: 'orange', icon: IconX },
} as const;

function Outcome({ hidden, outcome: what, filled }: Pick<Suggested, 'hidden' | 'outcome'> & { filled: boolean }) {
  const {
    text,
    color,
    icon: Icon,
  } = what ? became[what] : { text: filled ? 'No label given' : 'Not answered yet', color: 'gray', icon: null };
  return (
    <Badge color={color} leftSection={Icon && <Icon size={12} stroke={2.4} aria-hidden />} style={{ flex: 'none' }}>
      {text}
      {hidden && ', unseen'}
    </Badge>
  );
}

function sayingOf({ grade, disagrees, outdated }: Check): string {
  if (outdated) return 'of an earlier answer';
  if (grade === 'UNKNOWN') return 'could not tell';
  if (disagrees === null) return 'the reviewer gave no label';
  return disagrees ? 'contradicts the reviewer' : 'agrees with the reviewer';
}

interface Props {
  id: string;
  datasetId: string;
  version: number;
  status: string;
  /** What the row's column for checks says. */
  mark: unknown;
  canReview: boolean;
}

/** What evaluators suggested for a row, what became of that, and what they said when it was filled. */
export function RowVerdicts({ id, datasetId, version, status, mark, canReview }: Props) {
  const [{ data }, again] = useQuery({ query: RowVerdicts_query, variables: { id } });
  const [{ data: told }] = useSubscription({ query: RowVerdicts_changes, variables: { datasetId } });
  const [{ fetching: confirming }, confirm] = useMutation(RowVerdicts_confirm);
  // Whatever one may see of it changes with the row; and a check that agrees changes nothing but what is told here.
  useAgain(JSON.stringify([version, status, told]), again);

  const row = data?.row?.id === id ? data.row : null;
  const stands = async () => {
    const { problem } = outcome(
      await confirm({ input: { rowId: id, version, values: { check: 'confirmed' }, fill: false } }),
      'annotateRow',
    );
    if (problem !== undefined) notifications.show({ color: 'red', title: 'The answer was not confirmed', message: problem });
  };
  return (
    <>
      {row && row.suggestions.length > 0 && (
        <Section title="Suggestions">
          {row.suggestions.map((one) => (
            <SuggestionCard
              key={`${one.evaluator.id} ${one.column.id}`}
              suggestion={one}
              aside={<Outcome {...one} filled={status === 'FILLED'} />}
            />
          ))}
        </Section>
      )}
      {row && row.checks.length > 0 && (
        <Section
          title="Checks"
          aside={
            canReview && status === 'FILLED' && mark === 'disagrees' ? (
              <Button size="compact-xs" variant="light" loading={confirming} onClick={() => void stands()}>
                The answer stands
              </Button>
            ) : mark === 'confirmed' ? (
              <Text size="xs" c="dimmed">
                Looked at again: it stands
              </Text>
            ) : undefined
          }
        >
          {row.checks.map((check) => (
            <VerdictView
              key={check.evaluator.id}
              {...check}
              raw={null}
              title={check.evaluator.name}
              aside={
                <Text size="xs" c={check.disagrees && !check.outdated ? 'red' : 'dimmed'}>
                  {sayingOf(check)}
                </Text>
              }
            />
          ))}
        </Section>
      )}
    </>
  );
}
