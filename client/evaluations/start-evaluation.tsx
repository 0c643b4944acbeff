import { Modal, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { numberOf } from '../app/ids.ts';
import { useProject } from '../app/project.tsx';
import { failureText } from '../graphql/refusal.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { PanelSkeleton } from '../ui/panel-skeleton.tsx';
import { StartProject_query } from './start-documents.ts';
import { StartForm } from './start-form.tsx';

/** Starts an evaluation: of which rows, what answers, who judges, and within what bounds. Leads to it. */
export function StartEvaluation({ evaluator, onClose }: { evaluator: number | undefined; onClose: () => void }) {
  const { slug, datasets } = useProject();
  const navigate = useNavigate();
  // As it is now: out of the cache, a prompt's newest version would be chosen that has had a newer one since.
  const [{ data, error }, again] = useQuery({ query: StartProject_query, variables: { slug }, requestPolicy: 'network-only' });
  const project = data?.project;
  const go = (id: string) =>
    void navigate({ to: '/p/$project/evaluations/$evaluation', params: { project: slug, evaluation: numberOf(id) } });
  return (
    <Modal opened onClose={onClose} title="Start an evaluation" size="lg">
      <Stack gap="md">
        {datasets.length === 0 && <EmptyState title="There is no dataset yet">Evaluations are of a dataset’s rows.</EmptyState>}
        {datasets.length > 0 && !project && !error && <PanelSkeleton />}
        {error && !project && <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />}
        {datasets.length > 0 && project && (
          <StartForm
            evaluators={project.evaluators}
            prompts={project.prompts}
            evaluatorId={evaluator === undefined ? null : `Evaluator_${evaluator}`}
            onCancel={onClose}
            onStarted={go}
          />
        )}
      </Stack>
    </Modal>
  );
}
