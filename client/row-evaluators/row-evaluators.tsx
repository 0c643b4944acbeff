import { useSubscription } from 'urql';
import { useDataset } from '../app/dataset.tsx';
import { useProject } from '../app/project.tsx';
import { StandingList } from '../evaluators/standing-list.tsx';
import { isAtLeast } from '../session/roles.ts';
import { AddRowEvaluator } from './add-row-evaluator.tsx';
import { RowEvaluators_changes } from './row-evaluator-documents.ts';
import { RowEvaluatorLine } from './row-evaluator-line.tsx';

interface Props {
  slices: readonly { id: string; name: string }[];
  onClose: () => void;
}

/** The evaluators that run on the dataset's rows by themselves. Follows them while it is open. */
export function RowEvaluators({ slices, onClose }: Props) {
  const { viewerRole } = useProject();
  const { id: datasetId } = useDataset();
  const [{ data, error }] = useSubscription({ query: RowEvaluators_changes, variables: { datasetId } });
  const canChange = isAtLeast(viewerRole, 'ADMIN');
  return (
    <StandingList
      title="Evaluators on rows"
      all={data?.rowEvaluatorsChanged}
      {...{ error, canChange, onClose }}
      empty={{
        title: 'No evaluator looks at these rows',
        text: 'Let one suggest labels for new rows, or check rows as they are filled and bring back those on which it says otherwise.',
      }}
      text="These run by themselves: on new rows, to suggest a label, or on filled ones, to check them."
      line={(one) => <RowEvaluatorLine key={one.id} {...{ one, canChange, slices }} />}
      form={(all, onDone) => <AddRowEvaluator {...{ all, slices, onDone }} />}
    />
  );
}
