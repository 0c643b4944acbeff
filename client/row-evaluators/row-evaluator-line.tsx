import { Text } from '@mantine/core';
import { useMutation } from 'urql';
import { useDataset } from '../app/dataset.tsx';
import { numberOf } from '../app/ids.ts';
import { ButtonLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { StandingLine } from '../evaluators/standing-line.tsx';
import { describe, sentence } from '../filter/describe.ts';
import type { RowFilter } from '../filter/row-filter.ts';
import { outcome } from '../graphql/refusal.ts';
import { count } from '../ui/format.ts';
import { anchoringWords, sways } from './anchoring-words.ts';
import { type ListedRowEvaluator, RemoveRowEvaluator_mutation, UpdateRowEvaluator_mutation } from './row-evaluator-documents.ts';

interface Props {
  one: ListedRowEvaluator;
  canChange: boolean;
  slices: readonly { id: string; name: string }[];
}

/** "Suggests Feedback category for all rows: correct or incorrect, hidden for 30 %". */
function aboutOf({ purpose, column, passLabels, failLabel, hiddenShare }: ListedRowEvaluator, rows: string): string {
  const name = column ? column.title || column.key : 'a column that is gone';
  if (purpose === 'CHECK') return `Checks ${rows} as they are filled; right is ${name} ${passLabels.join(' or ')}`;
  const hidden = hiddenShare > 0 ? `; hidden for ${Number((hiddenShare * 100).toPrecision(3))}\u00a0% until one’s own answer` : '';
  return `Suggests ${name} for ${rows} as they are added: ${passLabels[0]} or ${failLabel}${hidden}`;
}

/** One evaluator that runs on rows: on which, how far it is, whether it runs, and how far its suggestions sway reviewers. */
export function RowEvaluatorLine({ one, canChange, slices }: Props) {
  const { id, purpose, filter, judged, disagreed, anchoring, evaluator } = one;
  const { slug, members } = useProject();
  const { id: datasetId, columns } = useDataset();
  const [, update] = useMutation(UpdateRowEvaluator_mutation);
  const [, remove] = useMutation(RemoveRowEvaluator_mutation);
  const told = filter as RowFilter;
  const all = Object.keys(told).length === 0;
  const rows = all ? 'all rows' : `rows where ${sentence(describe(told, { columns, people: members.map(({ user }) => user), slices }))}`;
  const words = anchoring && anchoringWords(anchoring);
  return (
    <StandingLine
      {...one}
      {...{ canChange }}
      name={evaluator.name}
      from="rows"
      about={aboutOf(one, rows)}
      facts={
        purpose === 'CHECK'
          ? [`${count(judged)} checked`, disagreed > 0 && `${count(disagreed)} disagreed`]
          : [`${count(judged)} suggested`]
      }
      removal={
        purpose === 'CHECK'
          ? 'It checks no more rows, and what it said of them is gone. Marks in the column “check” stay.'
          : 'Its suggestions are gone, and with them how far they swayed reviewers. Pause it to keep that.'
      }
      onTurn={async (on) => outcome(await update({ input: { id, enabled: on } }), 'updateRowEvaluator').problem}
      onRemove={async () => outcome(await remove({ input: { id } }), 'removeRowEvaluator').problem}
      action={
        purpose === 'CHECK' &&
        disagreed > 0 && (
          <ButtonLink
            to="/p/$project/d/$dataset/grid"
            params={{ project: slug, dataset: numberOf(datasetId) }}
            search={{ filter: { column: { column: 'check', equals: 'disagrees' } } }}
            variant="subtle"
            size="compact-xs"
          >
            Look at open ones
          </ButtonLink>
        )
      }
    >
      {words && (
        <Text
          size="xs"
          mt={2}
          c={anchoring && sways(anchoring) ? 'orange' : undefined}
          title="Counts the first answer of each row whose reviewer took it after the suggestion was there"
        >
          {words}
        </Text>
      )}
    </StandingLine>
  );
}
