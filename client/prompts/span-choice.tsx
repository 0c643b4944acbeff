import { Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import { useProject } from '../app/project.tsx';
import { graphql, type Json, type ResultOf } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { LoadingTable } from '../ui/loading-table.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { ById } from './by-id.tsx';
import type { OnSource } from './fill-from.tsx';
import classes from './playground.module.css';

const SpanChoice_span = graphql(`
  fragment SpanChoice_span on Span @_unmask {
    id
    name
    inputText
    outputText
    variables
    startedAt
  }
`);
const SpanChoice_query = graphql(
  `
    query SpanChoice_query($slug: String!, $filter: SpanFilter) {
      project(slug: $slug) {
        id
        spans(first: 20, orderBy: NEWEST, filter: $filter) {
          nodes {
            ...SpanChoice_span
          }
        }
      }
    }
  `,
  [SpanChoice_span],
);
const SpanById_query = graphql(
  `
    query SpanById_query($id: ID!) {
      span(id: $id) {
        ...SpanChoice_span
      }
    }
  `,
  [SpanChoice_span],
);

/** The newest spans of this prompt or of all, or any span by its id. */
export function SpanChoice({ promptName, onTake }: { promptName: string; onTake: OnSource }) {
  const { slug } = useProject();
  const client = useClient();
  const [every, setEvery] = useState(false);
  const filter = every ? {} : { promptName: [promptName] };
  const [{ data, error, fetching }] = useQuery({ query: SpanChoice_query, variables: { slug, filter } });
  const spans = data?.project?.spans.nodes;
  const take = (span: ResultOf<typeof SpanChoice_span>) =>
    // A judge's prompt asks for the answer as well.
    onTake(span.name, { input: span.inputText, output: span.outputText, ...(span.variables as Record<string, Json>) });
  const byId = async (id: string) => {
    const { data: found, error: lost } = await client.query(SpanById_query, { id: /^\d+$/.test(id) ? `Span_${id}` : id }).toPromise();
    if (!found?.span) return lost ? failureText(lost) : 'There is no such span';
    take(found.span);
    return null;
  };

  return (
    <Stack gap="sm">
      <ById label="A span by its id" placeholder="Span_12" onTake={byId} />
      <Switch size="xs" label="Spans of other prompts too" checked={every} onChange={(event) => setEvery(event.currentTarget.checked)} />
      <div className={classes.choices} aria-label="Newest spans" role="group">
        {spans?.map((span) => (
          <button key={span.id} type="button" className={classes.choice} onClick={() => take(span)}>
            <span>
              {span.name} · <TimeAgo at={span.startedAt} />
            </span>
            {span.inputText || 'no input'}
          </button>
        ))}
        {spans?.length === 0 && (
          <Text size="sm" c="dimmed">
            {every ? 'The project has no spans yet.' : `No span names the prompt ${promptName}.`}
          </Text>
        )}
        {!spans && (error ? <Text c="red">{failureText(error)}</Text> : fetching && <LoadingTable rows={5} />)}
      </div>
    </Stack>
  );
}
