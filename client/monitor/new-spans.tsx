import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
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

/** "12 new spans": what came since the list was loaded. The list itself does not move under one's hands. */
export function NewSpans({ projectId, onShow }: { projectId: string; onShow: () => void }) {
  const [shownAt, setShownAt] = useState('');
  const [{ data: news }] = useSubscription(
    { query: Monitor_changes, variables: { projectId } },
    (old: { count: number; at: string } | undefined, { spansImported }) => ({
      count: (old && old.at > shownAt ? old.count : 0) + spansImported.count,
      at: spansImported.at,
    }),
  );
  if (!news || news.at <= shownAt) return null;
  const show = () => {
    setShownAt(news.at);
    onShow();
  };
  return (
    <Button size="compact-xs" variant="light" radius="xl" leftSection={<IconArrowUp size={13} />} onClick={show} aria-live="polite">
      {counted(news.count, 'new span')}
    </Button>
  );
}
