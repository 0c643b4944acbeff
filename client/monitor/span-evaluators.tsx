import { useSubscription } from 'urql';
import { useProject } from '../app/project.tsx';
import { StandingList } from '../evaluators/standing-list.tsx';
import { isAtLeast } from '../session/roles.ts';
import { AddSpanEvaluator } from './add-span-evaluator.tsx';
import { SpanEvaluators_changes } from './span-evaluator-documents.ts';
import { SpanEvaluatorLine } from './span-evaluator-line.tsx';
import type { SpanSearch } from './span-search.ts';

interface Props {
  /** What the Monitor shows now: a new one may run on spans like these. */
  search: SpanSearch;
  onShowLow: (score: { name: string; max: number }) => void;
  onClose: () => void;
}

/** The evaluators that run on spans as they come: which, on what, and how far they are. Follows them while it is open. */
export function SpanEvaluators({ search, onShowLow, onClose }: Props) {
  const { id: projectId, viewerRole } = useProject();
  const [{ data, error }] = useSubscription({ query: SpanEvaluators_changes, variables: { projectId } });
  const canChange = isAtLeast(viewerRole, 'ADMIN');
  return (
    <StandingList
      title="Scores of spans"
      all={data?.spanEvaluatorsChanged}
      {...{ error, canChange, onClose }}
      empty={{
        title: 'Nothing is scored by itself',
        text: 'Let an evaluator run on spans as they come, and a filter by its score finds those worth a review.',
      }}
      text="These run on spans as they come. What they say is a score of the span, to filter by."
      line={(one) => <SpanEvaluatorLine key={one.id} one={one} canChange={canChange} onShowLow={onShowLow} />}
      form={(all, onDone) => <AddSpanEvaluator taken={all.map(({ evaluator }) => evaluator.id)} search={search} onDone={onDone} />}
    />
  );
}
