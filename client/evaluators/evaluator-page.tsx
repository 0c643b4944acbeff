import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Lost } from '../app/bad-link.tsx';
import { useProject } from '../app/project.tsx';
import { failureText } from '../graphql/refusal.ts';
import { useFeed } from '../offline/use-feed.ts';
import { isAtLeast } from '../session/roles.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { AgreementPanel } from './agreement-panel.tsx';
import { ConfigView } from './config-view.tsx';
import { EditEvaluator } from './edit-evaluator.tsx';
import { Evaluators_changed } from './evaluator-documents.ts';
import { EvaluatorHeader } from './evaluator-header.tsx';
import { Evaluator_query, type PageEvaluator } from './evaluator-page-documents.ts';
import { kinds } from './kinds.ts';
import { TryIt } from './try-it.tsx';
import { VersionList } from './version-list.tsx';
import classes from './evaluators.module.css';

/** `/p/$project/evaluators/$evaluator`: how it judges, its versions, and how far the reviewers say the same. */
export function EvaluatorPage() {
  const { evaluator: number } = useParams({ from: '/signed-in/p/$project/evaluators/$evaluator' });
  const { id: projectId } = useProject();
  const [{ data, error }, again] = useQuery({ query: Evaluator_query, variables: { id: `Evaluator_${number}` } });
  const evaluator = data?.evaluator;
  const reload = () => again({ requestPolicy: 'network-only' });
  const [seen, setSeen] = useState<string | null>(null);
  useFeed({
    query: Evaluators_changed,
    variables: { projectId },
    onData: ({ evaluatorsChanged }) => {
      const now = evaluatorsChanged.find((one) => one.id === evaluator?.id)?.latest.id ?? null;
      if (seen !== null && now !== seen) reload();
      setSeen(now);
    },
  });
  useDocumentTitle(evaluator?.name ?? 'Evaluator');
  if (evaluator) return <OpenEvaluator key={evaluator.id} evaluator={evaluator} reload={reload} />;
  if (error) return <ErrorState message={failureText(error)} retry={reload} />;
  return data ? <Lost /> : <PageSkeleton />;
}

function OpenEvaluator({ evaluator, reload }: { evaluator: PageEvaluator; reload: () => void }) {
  const { viewerRole } = useProject();
  const { edit } = useSearch({ from: '/signed-in/p/$project/evaluators/$evaluator' });
  const navigate = useNavigate({ from: '/p/$project/evaluators/$evaluator' });
  const { admin } = kinds[evaluator.kind];
  const mayEdit = isAtLeast(viewerRole, admin ? 'ADMIN' : 'REVIEWER');
  const versions = evaluator.versions.edges.map(({ node }) => node);
  const setEdit = (open: boolean) => void navigate({ search: open ? { edit: true } : {} });

  const agreement = (
    <AgreementPanel
      name={evaluator.name}
      evaluatorId={evaluator.id}
      versionId={evaluator.latest.id}
      agreement={evaluator.latest.agreement}
    />
  );
  if (edit && mayEdit) {
    return (
      <div className={classes.page}>
        <EditEvaluator
          evaluator={evaluator}
          onClose={() => setEdit(false)}
          onSaved={() => {
            setEdit(false);
            reload();
          }}
        />
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <EvaluatorHeader evaluator={evaluator} mayEdit={mayEdit} onEdit={() => setEdit(true)} />
      <div className={classes.columns}>
        <div>
          {evaluator.kind === 'JUDGE' && agreement}
          <section className={classes.panel} aria-label="How it judges">
            <Title order={2} size="h3" mb="sm">
              How it judges
            </Title>
            <ConfigView kind={evaluator.kind} version={evaluator.latest} />
          </section>
          {evaluator.kind !== 'JUDGE' && agreement}
        </div>
        <div>
          {mayEdit && <TryIt what={{ evaluatorVersionId: evaluator.latest.id }} paid={evaluator.kind === 'JUDGE'} />}
          <section className={classes.panel} aria-label="Versions">
            <Title order={2} size="h3" mb="xs">
              Versions
            </Title>
            <VersionList kind={evaluator.kind} versions={versions} />
          </section>
        </div>
      </div>
    </div>
  );
}
