import { CloseButton, Group, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { failureText } from '../graphql/refusal.ts';
import { useAgain } from '../graphql/use-again.ts';
import { useLatest } from '../offline/use-feed.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PanelSkeleton } from '../ui/panel-skeleton.tsx';
import { Agreement_changed, Agreement_ofFilter, type AgreementMessage, type WholeAgreement } from './agreement-documents.ts';
import type { AgreementSearch } from './agreement-search.ts';
import type { Asked } from './asked.ts';
import { DisputedRows } from './disputed-rows.tsx';
import { NoAgreement } from './no-agreement.tsx';
import { OverallFigures } from './overall-figures.tsx';
import { PairDialog } from './pair-dialog.tsx';
import { PairMatrix } from './pair-matrix.tsx';
import { RaterList } from './rater-list.tsx';
import { SlicePlot } from './slice-plot.tsx';
import classes from './agreement.module.css';

interface Props {
  datasetId: string;
  column: string;
  search: AgreementSearch;
  onSearch: (change: AgreementSearch) => void;
  onRetry: () => void;
}

/** Agreement in one column as it moves: over all rows, by slice, and of one slice more closely. */
export function FollowedAgreement({ datasetId, column, search: { slice: sliceId, pair }, onSearch, onRetry }: Props) {
  const { data, error } = useLatest({ query: Agreement_changed, variables: { datasetId, column } });
  const message = data?.agreementChanged;
  if (!message) return error ? <ErrorState message={failureText(error)} retry={onRetry} /> : <PanelSkeleton />;
  const { agreement, slices } = message;
  if (agreement.rows === 0) return <NoAgreement datasetId={datasetId} column={column} />;
  // One that is gone is no longer looked at.
  const slice = slices.find((one) => one.slice.id === sliceId)?.slice;
  const asked: Asked = { id: datasetId, column, filter: slice ? { slice: slice.id } : null };
  const closer = { asked, pair, moved: message, onPair: (next: string | undefined) => onSearch({ pair: next }) };
  return (
    <div className={classes.stack}>
      <OverallFigures title="Over all rows" numbers={agreement} />
      <SlicePlot all={agreement} slices={slices} chosen={slice?.id} onChoose={(id) => onSearch({ slice: id, pair: undefined })} />
      {slice && (
        <Group gap={6} role="status">
          <Text size="sm">
            Below: reviewers of the slice <b>{slice.name}</b>.
          </Text>
          <CloseButton size="sm" aria-label="Back to all rows" onClick={() => onSearch({ slice: undefined, pair: undefined })} />
        </Group>
      )}
      {slice ? <OfSlice key={slice.id} {...closer} name={slice.name} /> : <Closer {...closer} agreement={agreement} name={undefined} />}
    </div>
  );
}

interface CloserProps {
  asked: Asked;
  pair: string | undefined;
  moved: AgreementMessage;
  onPair: (pair: string | undefined) => void;
  /** The slice's, where it is one. */
  name: string | undefined;
}

/** One slice more closely: asked for again whenever something moved. */
function OfSlice(props: CloserProps) {
  const [{ data, error }, again] = useQuery({ query: Agreement_ofFilter, variables: props.asked });
  useAgain(props.moved, again);
  const agreement = data?.dataset?.reviewerAgreement;
  if (agreement) return <Closer {...props} agreement={agreement} />;
  return error ? <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} /> : <PanelSkeleton />;
}

/** Who reviewed, how every two of them agree, and where they differ. */
function Closer({ asked, agreement, pair, moved, onPair, name }: CloserProps & { agreement: WholeAgreement }) {
  return (
    <>
      <div className={classes.columns}>
        <PairMatrix agreement={agreement} onOpen={onPair} />
        <div className={classes.stack}>
          <DisputedRows asked={asked} disputed={agreement.disputedCount} of={name} />
          <RaterList raters={agreement.raters} />
        </div>
      </div>
      {pair !== undefined && <PairDialog key={pair} pair={pair} asked={asked} moved={moved} onClose={() => onPair(undefined)} />}
    </>
  );
}
