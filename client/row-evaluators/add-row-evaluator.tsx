import { Checkbox, Group, MultiSelect, NumberInput, SegmentedControl, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useDataset } from '../app/dataset.tsx';
import { EvaluatorSelect } from '../evaluators/evaluator-select.tsx';
import { StandingForm } from '../evaluators/standing-form.tsx';
import { outcome } from '../graphql/refusal.ts';
import { AddRowEvaluator_mutation, type ListedRowEvaluator, type Purpose } from './row-evaluator-documents.ts';
import { columnsToJudge, draftOf, inputOf, whatIsMissing, type Draft } from './new-row-evaluator.ts';

interface Props {
  /** Those that run already. */
  all: readonly ListedRowEvaluator[];
  slices: readonly { id: string; name: string }[];
  onDone: () => void;
}

const purposes: { value: Purpose; label: string; text: string }[] = [
  { value: 'SUGGEST', label: 'Suggest', text: 'Says a label for each new row. Reviewers accept it with one key, or say otherwise.' },
  {
    value: 'CHECK',
    label: 'Check',
    text: 'Judges each row as it is filled, by the new expected output. Where it says otherwise, the row comes back in a slice.',
  },
];

/** Lets an evaluator run on the dataset's rows. */
export function AddRowEvaluator({ all, slices, onDone }: Props) {
  const { id: datasetId, columns } = useDataset();
  const [, add] = useMutation(AddRowEvaluator_mutation);
  const judged = columnsToJudge(columns);
  const [draft, setDraft] = useState<Draft>(() => draftOf(judged));
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const { purpose } = draft;
  const column = judged.find(({ key }) => key === draft.column);
  const labels = column?.options.filter(({ retired }) => !retired).map(({ value }) => value) ?? [];
  const taken = all.filter((one) => one.purpose === purpose).map(({ evaluator }) => evaluator.id);

  const submit = async () => whatIsMissing(draft) ?? outcome(await add({ input: inputOf(datasetId, draft) }), 'addRowEvaluator').problem;

  return (
    <StandingForm onAdd={submit} onDone={onDone}>
      <div>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="What it does"
          data={purposes.map(({ value, label }) => ({ value, label }))}
          value={purpose}
          onChange={(value) => set({ purpose: value === 'CHECK' ? 'CHECK' : 'SUGGEST', evaluatorId: null })}
        />
        <Text size="xs" c="dimmed" mt={6}>
          {purposes.find(({ value }) => value === purpose)!.text}
        </Text>
      </div>
      <EvaluatorSelect
        taken={taken}
        none="There is none that does not do this yet"
        value={draft.evaluatorId}
        onChange={(evaluatorId) => set({ evaluatorId })}
      />
      <Group grow gap="sm" align="flex-start">
        <Select
          label="Column"
          data={judged.map(({ key, title }) => ({ value: key, label: title || key }))}
          value={draft.column}
          allowDeselect={false}
          onChange={(key) =>
            set(
              draftOf(
                judged.filter((one) => one.key === key),
                draft,
              ),
            )
          }
        />
        <Select
          label="Rows"
          data={[{ value: '', label: 'All rows' }, ...slices.map(({ id, name }) => ({ value: id, label: name }))]}
          value={draft.slice}
          allowDeselect={false}
          onChange={(slice) => set({ slice: slice ?? '' })}
        />
      </Group>
      {purpose === 'SUGGEST' ? (
        <Group grow gap="sm" align="flex-start">
          <Select
            label="Pass becomes"
            data={labels}
            value={draft.pass[0] ?? null}
            onChange={(value) => set({ pass: value ? [value] : [] })}
          />
          <Select label="Fail becomes" data={labels} value={draft.fail} onChange={(fail) => set({ fail })} />
        </Group>
      ) : (
        <MultiSelect label="Labels that mean right" data={labels} value={draft.pass} onChange={(pass) => set({ pass })} />
      )}
      <Group grow gap="sm" align="flex-start">
        {purpose === 'SUGGEST' && (
          <NumberInput
            label="Hidden for"
            suffix=" % of rows"
            min={0}
            max={100}
            value={draft.hiddenPercent}
            onChange={(hiddenPercent) => set({ hiddenPercent })}
            hideControls
          />
        )}
        <NumberInput
          label="Budget"
          prefix="$"
          placeholder="No bound"
          min={0}
          value={draft.budget}
          onChange={(budget) => set({ budget })}
          hideControls
        />
      </Group>
      {purpose === 'SUGGEST' && (
        <Text size="xs" c="dimmed">
          Where it is hidden until one’s own answer is in, you see what reviewers say without it. The difference is how far it sways them.
        </Text>
      )}
      <Checkbox
        size="xs"
        label={purpose === 'SUGGEST' ? 'Those that wait already, too' : 'Those that are filled already, too'}
        checked={draft.all}
        onChange={(event) => set({ all: event.currentTarget.checked })}
      />
    </StandingForm>
  );
}
