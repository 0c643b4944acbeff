import { Button, Group, SimpleGrid, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDatabase, IconPlus } from '@tabler/icons-react';
import { useQuery } from 'urql';
import { ButtonLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { isAtLeast } from '../session/roles.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { counted } from '../ui/format.ts';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { CreateDataset } from './create-dataset.tsx';
import { DatasetCard, DatasetCard_dataset } from './dataset-card.tsx';
import classes from './datasets.module.css';

const Datasets_query = graphql(
  `
    query Datasets_query($slug: String!) {
      project(slug: $slug) {
        id
        datasets {
          id
          ...DatasetCard_dataset
        }
      }
    }
  `,
  [DatasetCard_dataset],
);

/** The project's datasets: how large, how much of each is still to do. */
export function DatasetsPage() {
  const { slug, viewerRole } = useProject();
  const [{ data, error }, again] = useQuery({ query: Datasets_query, variables: { slug } });
  const [creating, { open, close }] = useDisclosure(false);
  const canCreate = isAtLeast(viewerRole, 'ADMIN');
  const datasets = data?.project?.datasets;
  const create = canCreate && (
    <Button leftSection={<IconPlus size={15} />} onClick={open}>
      New dataset
    </Button>
  );

  if (!datasets) {
    return error ? <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} /> : <PageSkeleton />;
  }
  return (
    <div className={classes.page}>
      {datasets.length > 0 ? (
        <>
          <Group justify="space-between" mb="md">
            <Text c="dimmed" size="sm">
              {counted(datasets.length, 'dataset')}
            </Text>
            {create}
          </Group>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
            {datasets.map((dataset) => (
              <DatasetCard key={dataset.id} dataset={dataset} />
            ))}
          </SimpleGrid>
        </>
      ) : (
        <EmptyState
          title="No dataset yet"
          icon={<IconDatabase size={22} stroke={1.6} />}
          action={
            <Group gap="xs">
              {create}
              <ButtonLink variant="default" to="/p/$project/monitor" params={{ project: slug }}>
                Go to the Monitor
              </ButtonLink>
            </Group>
          }
        >
          A dataset holds the rows that reviewers work on. In the Monitor, select the spans that matter and add them; or create an empty one
          and upload a file.
        </EmptyState>
      )}
      {creating && <CreateDataset onClose={close} onCreated={() => again({ requestPolicy: 'network-only' })} />}
    </div>
  );
}
