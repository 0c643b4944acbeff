import { Button } from '@mantine/core';
import { useMutation } from 'urql';
import { StandingLine } from '../evaluators/standing-line.tsx';
import { outcome } from '../graphql/refusal.ts';
import { count } from '../ui/format.ts';
import { filterWords, lowScore } from './filter-words.ts';
import { type ListedSpanEvaluator, RemoveSpanEvaluator_mutation, UpdateSpanEvaluator_mutation } from './span-evaluator-documents.ts';

interface Props {
  one: ListedSpanEvaluator;
  canChange: boolean;
  onShowLow: (score: { name: string; max: number }) => void;
}

/** One evaluator that runs on spans: on which, how far it is, and whether it runs. */
export function SpanEvaluatorLine({ one, canChange, onShowLow }: Props) {
  const { id, evaluator, filter, share, scored } = one;
  const { name, kind, latest } = evaluator;
  const [, update] = useMutation(UpdateSpanEvaluator_mutation);
  const [, remove] = useMutation(RemoveSpanEvaluator_mutation);
  return (
    <StandingLine
      {...one}
      {...{ name, canChange }}
      from="spans"
      about={`On ${share < 1 ? `${Number((share * 100).toPrecision(3))} % of ` : ''}${filterWords(filter)}`}
      facts={[`${count(scored)} scored`]}
      removal="It scores no more spans. The scores that it gave stay, and so does the evaluator."
      onTurn={async (on) => outcome(await update({ input: { id, enabled: on } }), 'updateSpanEvaluator').problem}
      onRemove={async () => outcome(await remove({ input: { id } }), 'removeSpanEvaluator').problem}
      action={
        scored > 0 && (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => onShowLow({ name, max: lowScore(kind, latest.config) })}
            aria-label={`Show low scores of ${name}`}
          >
            Show low scores
          </Button>
        )
      }
    />
  );
}
