import { Alert, Button, Checkbox, Group, Modal, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { useDataset } from '../app/dataset.tsx';
import { useProject } from '../app/project.tsx';
import type { RowFilter } from '../filter/row-filter.ts';
import { outcome } from '../graphql/refusal.ts';
import { isAtLeast } from '../session/roles.ts';
import { counted } from '../ui/format.ts';
import { Slice_split, Split_sizes } from './slice-documents.ts';
import { useWaiting } from './sizes-line.tsx';
import { evenParts, labelParts } from './split-plan.ts';
import { SplitPreview } from './split-preview.tsx';

interface Props {
  /** What is split: a slice, or rows by a filter. */
  what: { name: string; sliceId?: string; filter?: RowFilter };
  onClose: () => void;
  onDone: () => void;
}

/** Divides rows among people, or by what they are, in one step: disjoint by construction, with a look ahead. */
export function SplitDialog({ what, onClose, onDone }: Props) {
  const dataset = useDataset();
  const { members } = useProject();
  const [how, setHow] = useState<'people' | 'label'>('people');
  const [chosen, setChosen] = useState<string[]>([]);
  const labels = dataset.columns.filter((column) => column.type === 'LABEL' && !column.system);
  const [columnKey, setColumn] = useState<string | null>(labels[0]?.key ?? null);
  const [name, setName] = useState(what.name);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, split] = useMutation(Slice_split);
  const reviewers = members.filter((member) => isAtLeast(member.role, 'REVIEWER')).map(({ user }) => user);
  const column = labels.find((one) => one.key === columnKey);
  const filter = what.sliceId ? { slice: what.sliceId } : what.filter;
  const waiting = useWaiting(dataset.id, filter);
  const [{ data }] = useQuery({
    query: Split_sizes,
    variables: { datasetId: dataset.id, groupBy: [columnKey ?? '', 'annotation_status'], filter },
    pause: how !== 'label' || !column,
    requestPolicy: 'network-only',
  });
  const people = reviewers.filter((user) => chosen.includes(user.id));
  const options = column?.options.filter((option) => !option.retired).map((option) => option.value) ?? [];
  const parts =
    how === 'people'
      ? evenParts(
          waiting?.value ?? 0,
          people.map((user) => user.name),
        )
      : labelParts(data?.dataset?.sizes, column?.key ?? '', options);
  const ready = how === 'people' ? chosen.length > 0 : column !== undefined;

  async function go() {
    const target = what.sliceId ? { sliceId: what.sliceId } : { filter: what.filter };
    const by = how === 'people' ? { reviewerIds: chosen } : { byColumn: columnKey };
    const { done, problem: refused } = outcome(
      await split({ input: { datasetId: dataset.id, name: name.trim() || null, ...target, ...by } }),
      'splitSlice',
    );
    if (!done) return setProblem(refused);
    notifications.show({
      color: 'teal',
      message: `${counted(done.slices.length, 'slice')} made: ${done.slices.map((slice) => slice.name).join(', ')}`,
    });
    onDone();
  }

  return (
    <Modal opened onClose={onClose} title={`Split ${what.name}`} size="md">
      <Stack gap="md">
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="How to split"
          data={[
            { value: 'people', label: 'Evenly among people' },
            { value: 'label', label: 'By a label', disabled: labels.length === 0 },
          ]}
          value={how}
          onChange={(next) => setHow(next === 'label' ? 'label' : 'people')}
        />
        {how === 'people' ? (
          <Checkbox.Group label="Who takes part" value={chosen} onChange={setChosen}>
            <Stack gap={8} mt={6}>
              {reviewers.map((user) => (
                <Checkbox key={user.id} size="xs" value={user.id} label={user.name} />
              ))}
            </Stack>
          </Checkbox.Group>
        ) : (
          <Select
            label="Column"
            allowDeselect={false}
            data={labels.map((one) => ({ value: one.key, label: one.title || one.key }))}
            value={columnKey}
            onChange={setColumn}
          />
        )}
        <TextInput
          label="Name"
          description="Each part is named after it."
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {ready ? (
          <SplitPreview parts={parts} exact={how === 'label'} />
        ) : (
          <Text size="sm" c="dimmed">
            Choose who takes part, and the parts show here.
          </Text>
        )}
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!ready} loading={fetching} onClick={() => void go()}>
            Make {counted(parts.length, 'slice')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
