import { Button, Group, Select, Skeleton, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useMutation, useQuery } from 'urql';
import { useProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { DialogButtons } from '../ui/dialog-buttons.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import { AnswersChoice } from './answers-choice.tsx';
import { BoundsFields } from './bounds-fields.tsx';
import { StartEvaluation_mutation } from './change-documents.ts';
import { EvaluatorsChoice } from './evaluators-choice.tsx';
import { RowsChoice } from './rows-choice.tsx';
import { StartDataset_query, type StartEvaluator, type StartPrompt } from './start-documents.ts';
import { mostReviewed, startInput, usualName, type TypedStart } from './start-input.ts';

interface Props {
  evaluators: readonly StartEvaluator[];
  prompts: readonly StartPrompt[];
  /** To be held against the reviewers: it begins with this one, and with reviewed rows. */
  evaluatorId: string | null;
  onCancel: () => void;
  onStarted: (id: string) => void;
}

interface Refused {
  message: string;
  field?: string;
}

/** What `startEvaluation` has to know. What the server refuses is said where it can be mended. */
export function StartForm({ evaluators, prompts, evaluatorId, onCancel, onStarted }: Props) {
  const { datasets } = useProject();
  const [typed, setTyped] = useState<TypedStart>({
    name: '',
    datasetId: mostReviewed(datasets)?.id ?? null,
    promptVersionId: null,
    evaluatorIds: evaluatorId === null ? [] : [evaluatorId],
    rows: { of: evaluatorId === null ? 'all' : 'filled' },
    budget: null,
    requestsPerMinute: null,
    cache: true,
  });
  const [refused, setRefused] = useState<Refused | null>(null);
  const [{ fetching }, start] = useMutation(StartEvaluation_mutation);
  const [{ data }, again] = useQuery({
    query: StartDataset_query,
    variables: { id: typed.datasetId ?? '' },
    pause: typed.datasetId === null,
  });
  const dataset = data?.dataset?.id === typed.datasetId ? data?.dataset : null;
  const set = (change: Partial<TypedStart>) => {
    setTyped((old) => ({ ...old, ...change }));
    setRefused(null);
  };
  const usual = usualName(prompts, typed.promptVersionId, datasets.find((one) => one.id === typed.datasetId)?.name ?? '');
  const at = (field: string) => (refused?.field === field ? refused.message : undefined);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const input = startInput(typed, usual);
    if (!input) return setRefused({ message: 'Choose at least one evaluator.', field: 'evaluatorIds' });
    const { done, refusal, problem } = outcome(await start({ input }), 'startEvaluation');
    if (done) return onStarted(done.evaluation.id);
    const field = refusal?.__typename === 'InvalidInput' ? refusal.path[1] : undefined;
    setRefused({ message: problem, field: field === 'promptVersionId' || field === 'evaluatorIds' ? field : undefined });
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="lg">
        <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
          <Select
            label="Dataset"
            allowDeselect={false}
            searchable
            data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
            value={typed.datasetId}
            onChange={(datasetId) => set({ datasetId, rows: { of: 'all' } })}
          />
          <TextInput
            label="Name"
            placeholder={usual}
            maxLength={120}
            value={typed.name}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          />
        </Group>
        <AnswersChoice
          prompts={prompts}
          promptVersionId={typed.promptVersionId}
          problem={at('promptVersionId')}
          onChange={(promptVersionId) => set({ promptVersionId })}
        />
        {dataset ? (
          <RowsChoice
            dataset={dataset}
            rows={typed.rows}
            onChange={(rows) => set({ rows })}
            onDrawn={(id) => {
              again({ requestPolicy: 'network-only' });
              set({ rows: { of: 'sample', id } });
            }}
          />
        ) : (
          <Skeleton h={110} />
        )}
        <EvaluatorsChoice
          evaluators={evaluators}
          chosen={typed.evaluatorIds}
          problem={at('evaluatorIds')}
          onChange={(evaluatorIds) => set({ evaluatorIds })}
        />
        <BoundsFields bounds={typed} onChange={set} />
        {refused && !refused.field && <ProblemText>{refused.message}</ProblemText>}
        <DialogButtons onCancel={onCancel}>
          <Button type="submit" size="sm" loading={fetching}>
            Start
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}
