import { Modal } from '@mantine/core';
import { useState } from 'react';
import { AddForm } from './add-form.tsx';
import { AddedReport, type Added } from './added-report.tsx';
import type { SpanFilter } from './span-filter.ts';
import { counted } from '../ui/format.ts';

/** What is to be added: chosen spans, or whatever a filter finds. */
export type What = { spanIds: string[]; filter?: undefined } | { filter: SpanFilter; spanIds?: undefined };

interface Props {
  count: { value: number; exact: boolean };
  what: What;
  /** A span out of them, for the preview. */
  sampleId?: string;
  onClose: () => void;
  onAdded: () => void;
}

/** Spans become rows of a dataset. Adding twice is once: the answer says which were there already. */
export function AddToDataset({ count, what, sampleId, onClose, onAdded }: Props) {
  const [added, setAdded] = useState<Added | null>(null);
  const title = `Add ${counted(count.value, 'span')}${count.exact ? '' : ' or more'} to a dataset`;
  return (
    <Modal opened onClose={onClose} title={added ? 'Added to the dataset' : title} size="lg">
      {added ? (
        <AddedReport added={added} onClose={onClose} />
      ) : (
        <AddForm
          what={what}
          sampleId={sampleId}
          onDone={(answer) => {
            setAdded(answer);
            onAdded();
          }}
        />
      )}
    </Modal>
  );
}
