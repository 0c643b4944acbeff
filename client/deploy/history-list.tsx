import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { LoadingTable } from '../ui/loading-table.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import { Deployment_line } from './deploy-documents.ts';
import { HistoryLine } from './history-line.tsx';
import { Verdict_checks } from './verdict-documents.ts';
import classes from './deploy.module.css';

const History_query = graphql(
  `
    query History_query($environmentId: ID!, $promptId: ID!, $after: String) {
      environment(id: $environmentId) {
        id
        deployments(promptId: $promptId, first: 20, after: $after) {
          totalCount
          edges {
            node {
              ...Deployment_line
              verdict {
                ...Verdict_checks
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [Deployment_line, Verdict_checks],
);

interface Props {
  environmentId: string;
  promptId: string;
  after?: string | null;
}

/** A page of what ran there, newest first, and on demand the next one below it. */
export function HistoryList({ after = null, ...place }: Props) {
  const [{ data, error }, again] = useQuery({ query: History_query, variables: { ...place, after } });
  const [more, setMore] = useState(false);
  const page = data?.environment?.deployments;
  if (!page) {
    return error ? (
      <ProblemText>
        {failureText(error)}{' '}
        <Button variant="default" size="compact-xs" onClick={() => again({ requestPolicy: 'network-only' })}>
          Try again
        </Button>
      </ProblemText>
    ) : (
      <div role="status" aria-label="Loading">
        <LoadingTable rows={3} />
      </div>
    );
  }
  if (page.totalCount === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing ran here yet.
      </Text>
    );
  return (
    <>
      <ol className={classes.history} aria-label={after ? 'Earlier' : 'History'}>
        {page.edges.map(({ node }) => (
          <HistoryLine key={node.id} deployment={node} />
        ))}
      </ol>
      {page.pageInfo.hasNextPage &&
        (more ? (
          <HistoryList {...place} after={page.pageInfo.endCursor} />
        ) : (
          <Button variant="subtle" color="gray" onClick={() => setMore(true)}>
            Show older
          </Button>
        ))}
    </>
  );
}
