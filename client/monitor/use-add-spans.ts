import { useRef, useState } from 'react';
import { useMutation, useSubscription } from 'urql';
import { useProject, useReloadProject } from '../app/project.tsx';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { randomId } from '../ui/random-id.ts';
import type { What } from './add-to-dataset.tsx';
import { AddedReport_payload, type Added } from './added-report.tsx';
import type { Mapping, MappingProblem } from './mapping.ts';

const CreateDataset = graphql(`
  mutation AddSpans_createDataset($input: CreateDatasetInput!) {
    createDataset(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on CreateDatasetPayload {
        dataset {
          id
          name
          size
          queueSize
        }
      }
    }
  }
`);

const AddSpans = graphql(
  `
    mutation AddSpans($input: AddSpansToDatasetInput!) {
      addSpansToDataset(input: $input) {
        __typename
        ... on Error {
          message
        }
        ... on MappingRefused {
          problems {
            spanId
            column
            reason
          }
        }
        ... on AddSpansToDatasetPayload {
          ...AddedReport_payload
        }
      }
    }
  `,
  [AddedReport_payload],
);

const AddSpans_progress = graphql(`
  subscription AddSpans_progress($id: String!) {
    progress(id: $id) {
      done
      total
      finished
    }
  }
`);

type Target = { datasetId: string; newName?: undefined } | { newName: string; datasetId?: undefined };

/** Adds spans to a dataset, creating it if that is asked for, and follows the progress while it runs. */
export function useAddSpans(onDone: (added: Added) => void) {
  const { id: projectId } = useProject();
  const [, createDataset] = useMutation(CreateDataset);
  const [, addSpans] = useMutation(AddSpans);
  const reloadProject = useReloadProject();
  const [progressId] = useState(randomId);
  const [running, setRunning] = useState(false);
  const [refused, setRefused] = useState<{ problem: string; problems: readonly MappingProblem[] } | null>(null);
  // A dataset that was created before its spans were refused is used again at the next try.
  const created = useRef<{ name: string; id: string } | null>(null);
  const [{ data }] = useSubscription({ query: AddSpans_progress, variables: { id: progressId }, pause: !running });

  async function datasetFor({ datasetId, newName }: Target): Promise<string | null> {
    if (datasetId !== undefined) return datasetId;
    if (created.current?.name === newName) return created.current.id;
    const { done, problem } = outcome(
      await createDataset({ input: { projectId, name: newName, annotationPreset: true } }),
      'createDataset',
    );
    if (!done) {
      setRefused({ problem, problems: [] });
      return null;
    }
    created.current = { name: newName, id: done.dataset.id };
    reloadProject();
    return done.dataset.id;
  }

  async function add(target: Target, what: What, mapping: Mapping | null) {
    setRunning(true);
    setRefused(null);
    const datasetId = await datasetFor(target);
    if (datasetId !== null) {
      const input = { datasetId, ...what, progressId, mapping: mapping ?? undefined };
      const { done, refusal, problem } = outcome(await addSpans({ input }), 'addSpansToDataset');
      if (done) onDone(done);
      else setRefused({ problem, problems: refusal?.__typename === 'MappingRefused' ? refusal.problems : [] });
    }
    setRunning(false);
  }

  return { add, running, progress: data?.progress, problem: refused?.problem, problems: refused?.problems ?? [] };
}
