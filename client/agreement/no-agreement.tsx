import { Code, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { numberOf } from '../app/ids.ts';
import { ButtonLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** Nobody has reviewed what others have: says what makes agreement, and where. */
export function NoAgreement({ datasetId, column }: { datasetId: string; column: string }) {
  const { slug } = useProject();
  return (
    <EmptyState
      title="No row has two reviews yet"
      icon={<IconUsersGroup size={22} stroke={1.6} />}
      action={
        <ButtonLink variant="light" to="/p/$project/d/$dataset/queue" params={{ project: slug, dataset: numberOf(datasetId) }}>
          Open the queue
        </ButtonLink>
      }
    >
      <Text inherit>
        Agreement is shown once several people have said something in <Code>{column}</Code> about the same rows: when a row takes several
        reviews, or when reviews of named annotators are brought in.
      </Text>
      <Text inherit mt="xs">
        To bring them in, send a file with the columns <Code>row</Code>, <Code>annotator</Code> and <Code>{column}</Code> as an admin, with
        an API token from Settings:
      </Text>
      <Code block mt="xs" ta="left" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {`curl --data-binary @reviews.csv \\
  -H 'Content-Type: text/csv' \\
  -H "Authorization: Bearer $DOCKET_TOKEN" \\
  ${window.location.origin}/api/datasets/${datasetId}/reviews`}
      </Code>
    </EmptyState>
  );
}
