import { useDocumentTitle } from '@mantine/hooks';
import { IconGavel, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { ButtonLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { failureText } from '../graphql/refusal.ts';
import { useFeed } from '../offline/use-feed.ts';
import { isAtLeast } from '../session/roles.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { counted } from '../ui/format.ts';
import { EmptyListActions, ListBar } from '../ui/list-bar.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { describeVersion } from './describe-evaluator.ts';
import { Evaluators_changed, Evaluators_query } from './evaluator-documents.ts';
import { EvaluatorTable } from './evaluator-table.tsx';
import { kinds } from './kinds.ts';
import classes from './evaluators.module.css';

/** The project's evaluators, what each asks for, and how far the judges agree with the reviewers. Live. */
export function EvaluatorsPage() {
  const { id: projectId, slug, viewerRole } = useProject();
  const [archived, setArchived] = useState(false);
  const [search, setSearch] = useState<string | undefined>();
  const [{ data, error }, again] = useQuery({ query: Evaluators_query, variables: { slug, archived } });
  const reload = () => again({ requestPolicy: 'network-only' });
  useDocumentTitle('Evaluators');
  const known = data?.project?.evaluators.filter((one) => archived || !one.archivedAt);
  useFeed({
    query: Evaluators_changed,
    variables: { projectId },
    onData: ({ evaluatorsChanged }) => {
      // The fields move in the cache. Another list, or a version that nobody has compared yet, is asked for.
      const now = evaluatorsChanged.map((one) => one.latest.id).sort();
      const shown = known?.filter((one) => !one.archivedAt).map((one) => one.latest.id);
      if (shown && now.join() !== shown.sort().join()) reload();
    },
  });
  const create = isAtLeast(viewerRole, 'REVIEWER') && (
    <ButtonLink to="/p/$project/evaluators/new" params={{ project: slug }} leftSection={<IconPlus size={15} />}>
      New evaluator
    </ButtonLink>
  );

  if (!known) return error ? <ErrorState message={failureText(error)} retry={reload} /> : <PageSkeleton />;
  const archive = { archived, onArchived: setArchived, create };
  const words = (search ?? '').toLowerCase();
  const shown = known.filter((one) =>
    `${one.name} ${one.description} ${kinds[one.kind].name} ${describeVersion(one.kind, one.latest)}`.toLowerCase().includes(words),
  );
  return (
    <div className={classes.page}>
      {(known.length > 0 || archived) && (
        <ListBar
          {...archive}
          searchLabel="Search evaluators"
          search={search}
          onSearch={setSearch}
          count={counted(shown.length, 'evaluator')}
        />
      )}
      {shown.length > 0 ? (
        <EvaluatorTable evaluators={shown} />
      ) : known.length > 0 ? (
        <EmptyState title="No evaluator is called that">Search for a part of its name, kind or what it asks for.</EmptyState>
      ) : (
        <EmptyState title="No evaluator yet" icon={<IconGavel size={22} stroke={1.6} />} action={<EmptyListActions {...archive} />}>
          An evaluator looks at an answer and says pass, fail or unknown, always in the same way: by its text, its JSON, its length, by code
          of yours, or by a model that judges. Try it on rows first, then hold it against your reviewers.
        </EmptyState>
      )}
    </div>
  );
}
