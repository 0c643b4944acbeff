import { ActionIcon, Group, Progress, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { numberOf } from '../app/ids.ts';
import { ButtonLink, TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { useQueueSize } from '../live/use-queue-size.ts';
import { isAtLeast } from '../session/roles.ts';
import { count, counted } from '../ui/format.ts';
import { EditDataset } from './edit-dataset.tsx';
import classes from './datasets.module.css';

export const DatasetCard_dataset = graphql(`
  fragment DatasetCard_dataset on Dataset {
    id
    name
    description
    size
    queueSize
    claimSeconds
  }
`);

/** A dataset at a glance: what waits, what is done, and the ways in. */
export function DatasetCard({ dataset: masked }: { dataset: FragmentOf<typeof DatasetCard_dataset> }) {
  const dataset = readFragment(DatasetCard_dataset, masked);
  const { slug, viewerRole } = useProject();
  const [editing, { open, close }] = useDisclosure(false);
  const { size, queueSize } = useQueueSize(dataset.id, dataset);
  const params = { project: slug, dataset: numberOf(dataset.id) };
  const filled = size - queueSize;
  const percent = size === 0 ? 0 : Math.floor((filled / size) * 100);
  return (
    <article className={classes.card}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <TextLink to="/p/$project/d/$dataset/queue" params={params} fw={620} c="var(--mantine-color-text)">
          {dataset.name}
        </TextLink>
        {isAtLeast(viewerRole, 'ADMIN') && (
          <ActionIcon size="sm" aria-label={`Edit ${dataset.name}`} onClick={open}>
            <IconPencil size={15} />
          </ActionIcon>
        )}
      </Group>
      <div className={classes.description}>{dataset.description || 'No description.'}</div>
      <div>
        <div className={classes.figures}>
          <span className={classes.large}>{count(queueSize)}</span>
          <Text span size="sm" c="dimmed">
            in the queue, of {counted(size, 'row')}
          </Text>
        </div>
        <Progress value={percent} size="sm" mt={6} aria-label={`${percent} % filled`} />
        <Text size="xs" c="dimmed" mt={4}>
          {size === 0 ? 'Nothing to review yet' : `${count(filled)} filled, ${percent} %`}
        </Text>
      </div>
      <Group gap={6}>
        <ButtonLink to="/p/$project/d/$dataset/review" params={params} variant="light" disabled={queueSize === 0}>
          Review
        </ButtonLink>
        <ButtonLink to="/p/$project/d/$dataset/grid" params={params} variant="subtle" color="gray">
          Grid
        </ButtonLink>
        <ButtonLink to="/p/$project/d/$dataset/dashboard" params={params} variant="subtle" color="gray">
          Dashboard
        </ButtonLink>
      </Group>
      {editing && <EditDataset dataset={dataset} onClose={close} />}
    </article>
  );
}
