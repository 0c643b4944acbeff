import { Code, Select, Stack, Text } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { useProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { LoadingTable } from '../ui/loading-table.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import { FitTable } from './fit-table.tsx';
import type { PagePrompt } from './prompt-documents.ts';

const FitPanel_query = graphql(`
  query FitPanel_query($id: ID!, $datasetId: ID!) {
    prompt(id: $id) {
      id
      draftFit(datasetId: $datasetId) {
        missing
        variables {
          name
          column {
            id
            key
            title
            role
          }
        }
      }
    }
  }
`);

/** Whether the columns of a dataset fill the draft's variables. `revision`: of the draft that the server has. */
export function FitPanel({ prompt, revision }: { prompt: PagePrompt; revision: number }) {
  const { datasets } = useProject();
  const [chosen, setDatasetId] = useState<string | null>(null);
  const datasetId = chosen ?? datasets[0]?.id ?? null;
  const [{ data, error }, again] = useQuery({
    query: FitPanel_query,
    variables: { id: prompt.id, datasetId: datasetId ?? '' },
    pause: datasetId === null,
  });
  useEffect(() => {
    if (datasetId !== null) again({ requestPolicy: 'network-only' });
  }, [revision, datasetId, again]);
  const fit = data?.prompt?.draftFit;

  if (datasets.length === 0) {
    return (
      <EmptyState title="No dataset yet" icon={<IconTable size={22} stroke={1.6} />}>
        With a dataset, this shows which of its columns fill the variables of the prompt.
      </EmptyState>
    );
  }
  return (
    <Stack p="md" gap="md">
      <Select
        size="xs"
        label="Dataset"
        allowDeselect={false}
        data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
        value={datasetId}
        onChange={setDatasetId}
      />
      {!fit && (error ? <ProblemText>{failureText(error)}</ProblemText> : <LoadingTable rows={3} />)}
      {fit && (
        <>
          <Text size="sm" role="status" c={fit.missing.length > 0 ? 'red' : undefined}>
            {fit.variables.length === 0
              ? 'The draft has no variables: every row would ask the same.'
              : fit.missing.length === 0
                ? 'Every variable has its column.'
                : `No column fills ${fit.missing.map((name) => `{{${name}}}`).join(', ')}. The prompt cannot be run on this dataset.`}
          </Text>
          {fit.variables.length > 0 && <FitTable variables={fit.variables} />}
          <Text size="xs" c="dimmed">
            Columns fill variables by name: <Code>userQuery</Code> is filled by <Code>user_query</Code>.
          </Text>
        </>
      )}
    </Stack>
  );
}
