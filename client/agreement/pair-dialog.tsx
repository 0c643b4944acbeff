import { Modal, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { fixed, percent } from '../evaluators/agreement-words.ts';
import { ConfusionTable } from '../evaluators/confusion-table.tsx';
import { failureText } from '../graphql/refusal.ts';
import { useAgain } from '../graphql/use-again.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { counted } from '../ui/format.ts';
import { PanelSkeleton } from '../ui/panel-skeleton.tsx';
import { Agreement_confusion, type PairDetails } from './agreement-documents.ts';
import { inBrackets, pairsByKey, strengthWords } from './reading.ts';
import type { Asked } from './asked.ts';

interface Props {
  pair: string;
  asked: Asked;
  /** Another object whenever the answers are others. */
  moved: unknown;
  onClose: () => void;
}

/** What two reviewers said of the rows that both have reviewed, label by label. Follows what comes in. */
export function PairDialog({ pair, asked, moved, onClose }: Props) {
  const [{ data, error }, again] = useQuery({ query: Agreement_confusion, variables: asked });
  useAgain(moved, again);
  const found = data?.dataset && pairsByKey(data.dataset.reviewerAgreement.pairs).get(pair);
  return (
    <Modal opened onClose={onClose} size="auto" title={found ? `${found.first.name} and ${found.second.name}` : 'Two reviewers'}>
      {found && <Pair pair={found} />}
      {!found && data && <Text size="sm">These two have reviewed no row in common{asked.filter ? ' here' : ''}.</Text>}
      {!data && error && <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <PanelSkeleton />}
    </Modal>
  );
}

function Pair({ pair: { first, second, rows, percent: share, kappa, kappaInterval, confusion } }: { pair: PairDetails }) {
  const labels = [...new Set(confusion.map(({ said }) => said))].map((value) => ({ key: value, said: value, judged: value }));
  return (
    <>
      <Text size="sm" mb="sm" maw={620}>
        The same answer on {share === null ? '–' : percent(share)} of {counted(rows, 'row')}.{' '}
        {kappa === null
          ? 'There is no kappa: both always said the same.'
          : `Cohen’s κ ${fixed(kappa)}${kappaInterval ? ` ${inBrackets(kappaInterval)}` : ''}: ${strengthWords(kappa, kappaInterval)}.`}
      </Text>
      <div style={{ overflowX: 'auto' }}>
        <ConfusionTable
          caption={`${first.name} (lines) against ${second.name} (columns)`}
          labels={labels}
          confusion={confusion}
          rows={rows}
        />
      </div>
    </>
  );
}
