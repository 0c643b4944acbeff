import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { LoadingTable } from '../ui/loading-table.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import type { Side } from './use-side.ts';
import classes from './versions.module.css';

const VersionPage_query = graphql(`
  query VersionPage_query($id: ID!, $after: String) {
    prompt(id: $id) {
      id
      versions(first: 30, after: $after) {
        edges {
          node {
            id
            number
            notes
            createdAt
            author {
              id
              name
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
`);

interface Props {
  promptId: string;
  after?: string | null;
  base: number | null;
  open: number | null;
  ticked: readonly Side[];
  onTick: (side: Side) => void;
  onShow: (number: number) => void;
}

/** A page of the list of versions, and on demand the next one below it. */
export function VersionPage({ after = null, ...props }: Props) {
  const { promptId, base, open, ticked, onTick, onShow } = props;
  const [{ data, error }, again] = useQuery({ query: VersionPage_query, variables: { id: promptId, after } });
  const [more, setMore] = useState(false);
  const page = data?.prompt?.versions;
  if (!page) {
    return error ? (
      <li>
        <ProblemText p="sm">
          {failureText(error)}{' '}
          <Button variant="default" size="compact-xs" onClick={() => again({ requestPolicy: 'network-only' })}>
            Try again
          </Button>
        </ProblemText>
      </li>
    ) : (
      <li className={classes.loading} aria-label="Loading">
        <LoadingTable rows={4} />
      </li>
    );
  }
  return (
    <>
      {page.edges.map(({ node: { id, number, notes, author, createdAt } }) => (
        <li key={id} className={classes.row} data-open={number === open || undefined}>
          <input
            type="checkbox"
            aria-label={`Compare version ${number}`}
            checked={ticked.includes(number)}
            onChange={() => onTick(number)}
          />
          <button type="button" className={classes.open} aria-current={number === open || undefined} onClick={() => onShow(number)}>
            <span className={classes.line}>
              <span className={classes.number}>
                <span className="visually-hidden">Version </span>v{number}
              </span>
              {number === base && (
                <Badge size="sm" color="petrol">
                  the draft’s base
                </Badge>
              )}
              <span className={classes.by}>
                {author && <UserAvatar name={author.name} size={18} />}
                {author?.name} · <TimeAgo at={createdAt} />
              </span>
            </span>
            {notes && <span className={classes.notes}>{notes}</span>}
          </button>
        </li>
      ))}
      {page.pageInfo.hasNextPage &&
        (more ? (
          <VersionPage {...props} after={page.pageInfo.endCursor} />
        ) : (
          <li className={classes.more}>
            <Button variant="subtle" color="gray" onClick={() => setMore(true)}>
              Show older
            </Button>
          </li>
        ))}
    </>
  );
}
