import { Alert, Button, Group, Progress, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useProject } from '../app/project.tsx';
import { isAtLeast } from '../session/roles.ts';
import type { What } from './add-to-dataset.tsx';
import type { Added } from './added-report.tsx';
import { MappingPreview } from './mapping-preview.tsx';
import { MappingProblems } from './mapping-problems.tsx';
import type { Mapping } from './mapping.ts';
import { useAddSpans } from './use-add-spans.ts';

interface Props {
  what: What;
  sampleId?: string;
  onDone: (added: Added) => void;
}

const createNew = 'new';

/** Which dataset, and which part of a span goes to which column. */
export function AddForm({ what, sampleId, onDone }: Props) {
  const { datasets, viewerRole } = useProject();
  const [chosen, setChosen] = useState(datasets[0]?.id ?? createNew);
  const [name, setName] = useState('');
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const { add, running, progress, problem, problems } = useAddSpans(onDone);
  const canCreate = isAtLeast(viewerRole, 'ADMIN');
  const isNew = chosen === createNew;
  const percent = progress?.total ? (progress.done / progress.total) * 100 : 100;

  return (
    <Stack gap="md">
      <Select
        label="Dataset"
        data={[
          ...datasets.map((one) => ({ value: one.id, label: one.name })),
          ...(canCreate ? [{ value: createNew, label: 'Create a new dataset…' }] : []),
        ]}
        value={chosen}
        allowDeselect={false}
        searchable={datasets.length > 8}
        onChange={(value) => {
          setChosen(value ?? createNew);
          setMapping(null);
        }}
        data-autofocus
      />
      {isNew && (
        <TextInput
          label="Name"
          placeholder="Answers to review"
          description="It gets its columns from the spans, and the annotation columns for the review."
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {sampleId && (
        <MappingPreview key={chosen} datasetId={isNew ? null : chosen} sampleId={sampleId} mapping={mapping} onChange={setMapping} />
      )}
      {problem && (
        <Alert color="red" title="Nothing was added">
          {problem}
          {problems.length > 0 && <MappingProblems problems={problems} />}
        </Alert>
      )}
      {running && (
        <div>
          <Progress value={percent} animated aria-label="Progress" />
          <Text size="xs" c="dimmed" mt={4}>
            {progress ? `${progress.done.toLocaleString('en')} of ${progress.total?.toLocaleString('en') ?? 'many'}` : 'Starting…'}
          </Text>
        </div>
      )}
      <Group justify="flex-end">
        <Button
          size="sm"
          loading={running}
          disabled={isNew && !name.trim()}
          onClick={() => void add(isNew ? { newName: name.trim() } : { datasetId: chosen }, what, mapping)}
        >
          {isNew ? 'Create and add' : 'Add'}
        </Button>
      </Group>
    </Stack>
  );
}
