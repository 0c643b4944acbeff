import { Button, Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { useProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import { Gate_set, GateDataset_query } from './gate-documents.ts';
import { GateRules } from './gate-rules.tsx';
import type { Place } from './places.ts';
import { RemoveGate } from './remove-gate.tsx';
import { gateProblem, rulesInput, typedGate, type TypedGate } from './typed-gate.ts';

interface Props {
  place: Place;
  evaluators: readonly { id: string; name: string }[];
  onClose: () => void;
  onSaved: () => void;
}

/** The dialog’s inside once the evaluators are known. */
export function GateForm({ place: { environment, prompt, gate: before }, evaluators, onClose, onSaved }: Props) {
  const { datasets } = useProject();
  const [gate, setGate] = useState<TypedGate>(() => typedGate(before));
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, save] = useMutation(Gate_set);
  const [{ data }] = useQuery({ query: GateDataset_query, variables: { id: gate.datasetId ?? '' }, pause: gate.datasetId === null });
  const dataset = data?.dataset?.id === gate.datasetId ? data.dataset : null;
  const change = (part: Partial<TypedGate>) => {
    setGate((old) => ({ ...old, ...part }));
    setProblem(null);
  };

  async function run() {
    const missing = gateProblem(gate);
    if (missing || gate.datasetId === null) return setProblem(missing);
    const { datasetId, sliceId } = gate;
    const input = { environmentId: environment.id, promptId: prompt.id, datasetId, sliceId, rules: rulesInput(gate) };
    const { done, problem: why } = outcome(await save({ input }), 'setGate');
    if (!done) return setProblem(why);
    onSaved();
    onClose();
  }

  const share = (field: 'maxUnknown' | 'maxStale', label: string, description: string) => (
    <NumberInput
      label={label}
      description={description}
      suffix=" %"
      min={0}
      max={100}
      decimalScale={2}
      clampBehavior="strict"
      value={gate[field]}
      onChange={(value) => change({ [field]: value })}
    />
  );
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        A version runs in {environment.name} only once a finished evaluation of it has shown all of this. What runs there now goes on
        running.
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label="Dataset"
          data-autofocus
          openOnFocus={false}
          placeholder="Whose rows must have been evaluated"
          allowDeselect={false}
          data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
          value={gate.datasetId}
          onChange={(datasetId) => change({ datasetId, sliceId: null, rules: gate.rules.map((rule) => ({ ...rule, perLabel: [] })) })}
        />
        <Select
          label="Rows"
          disabled={!dataset}
          allowDeselect={false}
          data={[{ value: '', label: 'All rows' }, ...(dataset?.slices.map(({ id, name }) => ({ value: id, label: name })) ?? [])]}
          value={gate.sliceId ?? ''}
          onChange={(value) => change({ sliceId: value || null })}
        />
      </SimpleGrid>
      <GateRules
        rules={gate.rules}
        evaluators={evaluators}
        columns={dataset?.columns.filter(({ type, system, retired }) => type === 'LABEL' && !system && !retired) ?? []}
        onChange={(rules) => change({ rules })}
      />
      <Checkbox
        label="No regression"
        description="No row that passes with the version that runs may fail."
        checked={gate.noRegression}
        onChange={({ currentTarget }) => change({ noRegression: currentTarget.checked })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {share('maxUnknown', 'Unknown at most', 'So many unknown grades are left out of a rate; of more, each counts as failed')}
        {share('maxStale', 'Out of date at most', 'Rows that are new, changed or unanswered since the evaluation')}
      </SimpleGrid>
      <ProblemText>{problem}</ProblemText>
      <Group justify="space-between" gap="xs">
        <div>{before && <RemoveGate environmentId={environment.id} promptId={prompt.id} onRemoved={onSaved} onClose={onClose} />}</div>
        <Group gap="xs">
          <Button variant="default" size="sm" onClick={onClose}>
            Cancel
          </Button>
          <Button size="sm" loading={fetching} onClick={() => void run()}>
            {before ? 'Save the gate' : 'Set the gate'}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
