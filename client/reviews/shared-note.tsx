import { Alert, Text } from '@mantine/core';
import { IconEyeOff, IconScale } from '@tabler/icons-react';
import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { Answers, Answers_row } from './answers.tsx';
import { namesText } from './names-text.ts';

const SharedNote_query = graphql(
  `
    query SharedNote_query($id: ID!) {
      row(id: $id) {
        id
        reviewsRequired
        reviewsMissing
        reviewedBy {
          id
          name
        }
        ...Answers_row
      }
    }
  `,
  [Answers_row],
);

interface Props {
  rowId: string;
  onTake: (values: Record<string, unknown>) => void;
}

/** Above the form of a row that several are to answer: that one answers by oneself, or, where the others disagree, what they said. */
export function SharedNote({ rowId, onTake }: Props) {
  const [{ data }] = useQuery({ query: SharedNote_query, variables: { id: rowId } });
  const row = data?.row?.id === rowId ? data.row : null;
  if (!row || (row.reviewsRequired === 1 && row.reviewedBy.length === 0)) return null;
  if (row.reviewsMissing > 0) {
    return (
      <Alert color="gray" icon={<IconEyeOff size={18} />} py={8}>
        <Text size="sm">
          {row.reviewsRequired} reviewers answer this row, each by themselves.{' '}
          {row.reviewedBy.length > 0 && `${namesText(row.reviewedBy)} answered; you see it after yours.`}
        </Text>
      </Alert>
    );
  }
  return (
    <Alert color="orange" icon={<IconScale size={18} />} title={`${namesText(row.reviewedBy)} disagree. Your answer settles it.`}>
      <Answers row={row} onTake={onTake} />
    </Alert>
  );
}
