import { Button, Group, Text } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconChartDots, IconColumns2, IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import { numberOf } from '../app/ids.ts';
import { useProject } from '../app/project.tsx';
import { failureText } from '../graphql/refusal.ts';
import { useFeed } from '../offline/use-feed.ts';
import { isAtLeast } from '../session/roles.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { counted } from '../ui/format.ts';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { Evaluations_changed, Evaluations_query } from './evaluation-documents.ts';
import { EvaluationTable } from './evaluation-table.tsx';
import { StartEvaluation } from './start-evaluation.tsx';
import classes from './evaluations.module.css';

/** The project's evaluations, newest first. Live. */
export function EvaluationsPage() {
  const { id: projectId, slug, viewerRole } = useProject();
  const { start, evaluator } = useSearch({ from: '/signed-in/p/$project/evaluations' });
  const navigate = useNavigate({ from: '/p/$project/evaluations' });
  const client = useClient();
  const [ticked, setTicked] = useState<string[]>([]);
  const [{ data, error }, again] = useQuery({ query: Evaluations_query, variables: { slug } });
  const first = data?.project?.evaluations;
  const [older, setOlder] = useState<{ of: string | null | undefined; pages: NonNullable<typeof first>[] }>({ of: null, pages: [] });
  useDocumentTitle('Evaluations');
  const reload = () => again({ requestPolicy: 'network-only' });
  useFeed({
    query: Evaluations_changed,
    variables: { projectId },
    onData: ({ evaluationsChanged }) => {
      // What an evaluation has come to moves in the cache; here only whether there is a new one.
      if (first && evaluationsChanged[0] && evaluationsChanged[0].id !== first.edges[0]?.node.id) reload();
    },
  });
  const setStart = (open: boolean) => void navigate({ search: open ? { start: true } : {}, replace: true });
  const mayStart = isAtLeast(viewerRole, 'REVIEWER');

  if (!first) return error ? <ErrorState message={failureText(error)} retry={reload} /> : <PageSkeleton />;
  const pages = [first, ...(older.of === first.pageInfo.endCursor ? older.pages : [])];
  const evaluations = pages.flatMap(({ edges }) => edges.map(({ node }) => node));
  const { hasNextPage, endCursor } = pages.at(-1)!.pageInfo;
  async function more() {
    const answer = await client.query(Evaluations_query, { slug, after: endCursor }, { requestPolicy: 'network-only' }).toPromise();
    const page = answer.data?.project?.evaluations;
    if (page) setOlder({ of: first?.pageInfo.endCursor, pages: [...pages.slice(1), page] });
  }
  const pair = evaluations.filter(({ id }) => ticked.includes(id)).reverse();
  const tick = (id: string) => setTicked((old) => (old.includes(id) ? old.filter((one) => one !== id) : [...old.slice(-1), id]));
  const button = mayStart && (
    <Button leftSection={<IconPlayerPlay size={14} />} onClick={() => setStart(true)}>
      Start an evaluation
    </Button>
  );
  return (
    <div className={classes.page}>
      {evaluations.length === 0 ? (
        <EmptyState title="No evaluation yet" icon={<IconChartDots size={22} stroke={1.6} />} action={button}>
          An evaluation lets evaluators judge the rows of a dataset: the outputs as they were logged, or what a prompt’s version answers
          now. Results appear as they come, and two evaluations can be compared.
        </EmptyState>
      ) : (
        <>
          <Group mb="sm" gap="sm">
            <Text c="dimmed" size="sm" flex={1} miw={120} role="status">
              {counted(first.totalCount, 'evaluation')}
            </Text>
            <Button
              variant="default"
              leftSection={<IconColumns2 size={14} />}
              disabled={pair.length < 2}
              title={pair.length < 2 ? 'Tick two evaluations to compare them' : undefined}
              onClick={() =>
                void navigate({
                  to: '/p/$project/evaluations/compare',
                  params: { project: slug },
                  search: { before: Number(numberOf(pair[0]!.id)), after: Number(numberOf(pair[1]!.id)) },
                })
              }
            >
              Compare
            </Button>
            {button}
          </Group>
          <EvaluationTable evaluations={evaluations} ticked={ticked} onTick={tick} />
          {hasNextPage && (
            <Group justify="center" mt="sm">
              <Button variant="subtle" onClick={() => void more()}>
                Show older ones
              </Button>
            </Group>
          )}
        </>
      )}
      {start && mayStart && <StartEvaluation evaluator={evaluator} onClose={() => setStart(false)} />}
    </div>
  );
}
