import { Button } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { IconArrowUp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useSubscription } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { counted } from '../ui/format.ts';

const Monitor_changes = graphql(`
  subscription Monitor_changes($projectId: ID!) {
    spansImported(projectId: $projectId) {
      count
      at
    }
  }
`);

interface News {
  count: number;
  at: string;
  /** How often something changed and nothing came: scores. */
  changes: number;
}

interface Props {
  projectId: string;
  /** Whether there are spans now that are not in the list, though none came: scores put them into its filter. */
  unseen: boolean;
  onShow: () => void;
  /** What is shown may have other scores now. */
  onChanged: () => void;
}

/** Changes are looked up at most so often, in milliseconds: an evaluator scores many spans a second. */
const often = 1500;

/** "12 new spans": what came since the list was loaded. The list itself does not move under one's hands. */
export function NewSpans({ projectId, unseen, onShow, onChanged }: Props) {
  const [shownAt, setShownAt] = useState('');
  const [{ data: news }] = useSubscription(
    { query: Monitor_changes, variables: { projectId } },
    (old: News | undefined, { spansImported: { count, at } }): News => ({
      count: (old && old.at > shownAt ? old.count : 0) + count,
      at,
      changes: (old?.changes ?? 0) + (count === 0 ? 1 : 0),
    }),
  );
  const lookUp = useThrottledCallback(onChanged, often);
  const changes = news?.changes ?? 0;
  useEffect(() => {
    if (changes > 0) lookUp();
  }, [changes, lookUp]);

  const came = news && news.at > shownAt ? news.count : 0;
  if (came === 0 && !unseen) return null;
  const show = () => {
    setShownAt(news?.at ?? '');
    onShow();
  };
  return (
    <Button size="compact-xs" variant="light" radius="xl" leftSection={<IconArrowUp size={13} />} onClick={show} aria-live="polite">
      {came > 0 ? counted(came, 'new span') : 'More spans'}
    </Button>
  );
}
