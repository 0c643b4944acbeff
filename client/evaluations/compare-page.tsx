import { useDocumentTitle } from '@mantine/hooks';
import { IconColumns2 } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { ButtonLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { failureText } from '../graphql/refusal.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { PanelSkeleton } from '../ui/panel-skeleton.tsx';
import { chosenOf } from './compare-choice.ts';
import { CompareChoices_query, Comparison_query } from './compare-documents.ts';
import { CompareSelects } from './compare-selects.tsx';
import { ComparedRows } from './compared-rows.tsx';
import { GroupPlot } from './group-plot.tsx';
import { OverallView } from './overall-view.tsx';
import classes from './evaluations.module.css';

/** `/p/$project/evaluations/compare`: two evaluations of one dataset, row by row, so that noise can be called noise. */
export function ComparePage() {
  const { slug } = useProject();
  const search = useSearch({ from: '/signed-in/p/$project/evaluations/compare' });
  const navigate = useNavigate({ from: '/p/$project/evaluations/compare' });
  useDocumentTitle('Compare evaluations');
  const [{ data: list, error: listError }, again] = useQuery({ query: CompareChoices_query, variables: { slug } });
  const all = list?.project?.evaluations.edges.map(({ node }) => node) ?? [];
  const { before, after, evaluatorId } = chosenOf(all, search);
  const variables = { before: before?.id ?? '', after: after?.id ?? '', evaluator: evaluatorId ?? '', groupBy: search.by };
  const ready = Boolean(before && after && evaluatorId);
  const [{ data, error, fetching, stale }, compareAgain] = useQuery({ query: Comparison_query, variables, pause: !ready });
  // What belongs to the two before stays until the new comparison is there; then only if it is theirs.
  const comparison = ready && data?.compareEvaluations.after.id === after?.id ? data?.compareEvaluations : null;

  if (!list) {
    if (listError) return <ErrorState message={failureText(listError)} retry={() => again({ requestPolicy: 'network-only' })} />;
    return <PageSkeleton />;
  }
  if (all.length < 2) {
    return (
      <EmptyState
        title="There are not two evaluations yet"
        icon={<IconColumns2 size={22} stroke={1.6} />}
        action={
          <ButtonLink to="/p/$project/evaluations" params={{ project: slug }} search={{ start: true }}>
            Start an evaluation
          </ButtonLink>
        }
      >
        Two evaluations of the same rows, such as two versions of a prompt, are compared row by row.
      </EmptyState>
    );
  }
  const columns = comparison?.after.dataset.columns ?? [];
  const column = columns.find(({ key }) => key === search.by);
  const asked = { ...variables, change: search.change, label: search.label };
  return (
    <div className={classes.page}>
      <CompareSelects
        all={all}
        chosen={{ before, after, evaluatorId }}
        columns={columns}
        groupBy={search.by}
        onChange={(next) => void navigate({ search: next, replace: true })}
      />
      {!ready && (
        <EmptyState title="Nothing in common">
          Choose two evaluations of one dataset that ran the same evaluator, at whatever version.
        </EmptyState>
      )}
      {ready && !comparison && error && (
        <ErrorState
          title="These cannot be compared"
          message={failureText(error)}
          retry={() => compareAgain({ requestPolicy: 'network-only' })}
        />
      )}
      {ready && !comparison && !error && <PanelSkeleton />}
      {comparison && (
        <div style={{ marginTop: 16, opacity: fetching && !stale ? 0.6 : 1 }}>
          <OverallView
            overall={comparison.overall}
            changedRows={comparison.changedRows}
            change={search.change}
            onChange={(change) => void navigate({ search: { ...search, change }, replace: true })}
          />
          {search.by !== undefined && (
            <GroupPlot
              title={column?.title || (column?.key ?? search.by)}
              groups={comparison.groups}
              label={search.label}
              onLabel={(label) => void navigate({ search: { ...search, label }, replace: true })}
            />
          )}
          <ComparedRows key={JSON.stringify(asked)} asked={asked} dataset={comparison.after.dataset} />
        </div>
      )}
    </div>
  );
}
