import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowsSplit, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDataset } from '../app/dataset.tsx';
import { useProject } from '../app/project.tsx';
import { readFragment } from '../graphql/graphql.ts';
import type { RowFilter } from '../filter/row-filter.ts';
import { RequireReviews } from '../reviews/require-reviews.tsx';
import { isAtLeast } from '../session/roles.ts';
import { UNSLICED, filterOf, type Choice } from './choice.ts';
import classes from './queue.module.css';
import { SizesLine } from './sizes-line.tsx';
import { SliceCard, SliceCard_slice } from './slice-card.tsx';
import { SliceDialog, type SliceDraft } from './slice-dialog.tsx';
import { overlapText } from './slice-documents.ts';
import { SliceMenu } from './slice-menu.tsx';
import { SplitDialog } from './split-dialog.tsx';
import type { QueueSlice } from './use-slices.ts';

interface Props {
  datasetId: string;
  slices: readonly QueueSlice[] | undefined;
  choice: Choice;
  me: string;
  mayEdit: boolean;
  onChanged: () => void;
}

const asFilter = (filter: QueueSlice['filter']): RowFilter | undefined =>
  filter && typeof filter === 'object' && !Array.isArray(filter) ? filter : undefined;

/** The left side of the Queue: everything, what no slice has, and the slices. */
export function SliceList({ datasetId, slices, choice, me, mayEdit, onChanged }: Props) {
  const navigate = useNavigate({ from: '/p/$project/d/$dataset/queue' });
  const [draft, edit] = useState<SliceDraft | null>(null);
  const [splitting, split] = useState<{ name: string; sliceId?: string; filter?: RowFilter } | null>(null);
  const [reviewed, setReviewed] = useState<{ id: string; name: string } | null>(null);
  const dataset = useDataset();
  const { viewerRole } = useProject();
  const mayAdminister = isAtLeast(viewerRole, 'ADMIN');
  const ids = (slices ?? []).map((slice) => slice.id);
  const fromLink = choice.kind === 'filter' ? choice.filter : undefined;
  const open = (slice: string | undefined) => void navigate({ search: (old) => ({ ...old, slice, filter: undefined, row: undefined }) });

  function editOf(slice: QueueSlice) {
    const { color, owners } = readFragment(SliceCard_slice, slice);
    edit({ id: slice.id, name: slice.name, color, ownerIds: owners.map((owner) => owner.id), filter: asFilter(slice.filter) });
  }

  return (
    <aside className={classes.side} aria-label="Slices">
      <Stack gap={2}>
        <SizesLine {...{ datasetId }} name="Everything" filter={undefined} slice={undefined} chosen={choice.kind === 'all'} />
        {ids.length > 0 && (
          <SizesLine
            {...{ datasetId }}
            name="Not in any slice"
            filter={filterOf({ kind: 'unsliced' }, ids)}
            slice={UNSLICED}
            chosen={choice.kind === 'unsliced'}
          />
        )}
      </Stack>
      <Group justify="space-between" mt="md" mb={6} px={4}>
        <Text size="xs" fw={600} c="dimmed" component="h2">
          Slices
        </Text>
        {mayEdit && (
          <Group gap={4}>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconArrowsSplit size={13} />}
              onClick={() => split({ name: fromLink ? 'These rows' : 'Everything', filter: fromLink })}
            >
              Split
            </Button>
            <Button
              size="compact-xs"
              leftSection={<IconPlus size={13} />}
              onClick={() => edit({ name: '', color: 'petrol', ownerIds: [me], filter: fromLink })}
            >
              New slice
            </Button>
          </Group>
        )}
      </Group>
      {!slices && <Skeleton h={120} radius="md" />}
      {slices?.length === 0 && (
        <Text size="sm" c="dimmed" px={4}>
          A slice is a filter with owners: it lets several reviewers share the queue without meeting.
        </Text>
      )}
      <div className={classes.cards}>
        {slices?.map((slice) => (
          <SliceCard
            key={slice.id}
            slice={slice}
            me={me}
            chosen={choice.kind === 'slice' && choice.id === slice.id}
            overlaps={overlapText(slice.overlaps)}
            menu={
              <SliceMenu
                slice={slice}
                mayEdit={mayEdit}
                onEdit={() => editOf(slice)}
                onSplit={() => split({ name: slice.name, sliceId: slice.id })}
                onReviews={mayAdminister ? () => setReviewed(slice) : undefined}
                onDeleted={() => {
                  onChanged();
                  if (choice.kind === 'slice' && choice.id === slice.id) open(undefined);
                }}
              />
            }
          />
        ))}
      </div>
      {draft && (
        <SliceDialog
          draft={draft}
          slices={slices ?? []}
          onClose={() => edit(null)}
          onSaved={(id) => {
            edit(null);
            onChanged();
            open(id);
          }}
        />
      )}
      {reviewed && <RequireReviews dataset={dataset} slice={reviewed} onClose={() => setReviewed(null)} />}
      {splitting && (
        <SplitDialog
          what={splitting}
          onClose={() => split(null)}
          onDone={() => {
            split(null);
            onChanged();
          }}
        />
      )}
    </aside>
  );
}
