import { Alert, Button, Group, Input, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useDataset } from '../app/dataset.tsx';
import { useProject } from '../app/project.tsx';
import type { RowFilter } from '../filter/row-filter.ts';
import { outcome } from '../graphql/refusal.ts';
import { isAtLeast } from '../session/roles.ts';
import { FilterBuilder } from './filter-builder/filter-builder.tsx';
import { overlapText, Slice_create, Slice_update } from './slice-documents.ts';
import { ColorChoice } from './color-choice.tsx';
import { WaitingText } from './waiting-text.tsx';

export interface SliceDraft {
  /** Absent for a new slice. */
  id?: string;
  name: string;
  color: string;
  ownerIds: string[];
  filter: RowFilter | undefined;
}

interface Props {
  draft: SliceDraft;
  slices: readonly { id: string; name: string }[];
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** Makes or changes a slice: a name, whose it is, and the filter, with its size as it is built. */
export function SliceDialog({ draft, slices, onClose, onSaved }: Props) {
  const dataset = useDataset();
  const { members } = useProject();
  const [slice, setSlice] = useState(draft);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching: creating }, create] = useMutation(Slice_create);
  const [{ fetching: updating }, update] = useMutation(Slice_update);
  const reviewers = members.filter((member) => isAtLeast(member.role, 'REVIEWER')).map(({ user }) => user);
  const change = (part: Partial<SliceDraft>) => setSlice((old) => ({ ...old, ...part }));

  async function save() {
    const { id, name, color, ownerIds } = slice;
    const given = { name: name.trim(), color, ownerIds, filter: slice.filter ?? {} };
    const answer = id
      ? outcome(await update({ input: { id, ...given } }), 'updateSlice')
      : outcome(await create({ input: { datasetId: dataset.id, ...given } }), 'createSlice');
    if (!answer.done) return setProblem(answer.problem);
    const overlaps = overlapText(answer.done.overlaps.filter((one) => one.rows.value > 0));
    notifications.show({
      color: overlaps ? 'orange' : 'teal',
      title: `Slice “${answer.done.slice.name}” is saved`,
      message: overlaps
        ? `It shares rows with ${overlaps}. Nobody gets a row twice, but it counts in both.`
        : 'It shares no row with another slice.',
    });
    onSaved(answer.done.slice.id);
  }

  return (
    <Modal opened onClose={onClose} title={slice.id ? 'Edit the slice' : 'New slice'} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            required
            label="Name"
            maxLength={100}
            value={slice.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Input.Wrapper label="Colour">
            <ColorChoice value={slice.color} onChange={(color) => change({ color })} />
          </Input.Wrapper>
          <MultiSelect
            label="Owners"
            description="Who is served from this slice first. Nobody: it is for anybody."
            data={reviewers.map((user) => ({ value: user.id, label: user.name }))}
            value={slice.ownerIds}
            onChange={(ownerIds) => change({ ownerIds })}
          />
          <Input.Wrapper label="Rows" description="Of all rows; the queue is those of them that are still empty.">
            <div style={{ marginTop: 8 }}>
              <FilterBuilder
                initial={draft.filter}
                columns={dataset.columns}
                people={reviewers}
                slices={slices.filter((one) => one.id !== slice.id)}
                onChange={(filter) => change({ filter })}
              />
            </div>
          </Input.Wrapper>
          {problem && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Group justify="space-between">
            <WaitingText datasetId={dataset.id} filter={slice.filter} />
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={creating || updating}>
                {slice.id ? 'Save' : 'Create the slice'}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
