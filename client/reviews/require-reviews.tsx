import { Button, Checkbox, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { RowFilter } from '../filter/row-filter.ts';
import { graphql } from '../graphql/graphql.ts';
import { outcome } from '../graphql/refusal.ts';
import { DialogButtons } from '../ui/dialog-buttons.tsx';
import { counted } from '../ui/format.ts';
import { ProblemText } from '../ui/problem-text.tsx';

const RequireReviews_mutation = graphql(`
  mutation RequireReviews($input: RequireReviewsInput!) {
    requireReviews(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on RequireReviewsPayload {
        changed
        held
        dataset {
          id
          reviewsRequired
          severalReviews
        }
      }
    }
  }
`);

interface Props {
  dataset: { id: string; reviewsRequired: number };
  /** The slice that it is about; without one it is about the whole dataset, and rows to come too. */
  slice?: { id: string; name: string };
  onClose: () => void;
}

/** How many reviewers are to answer each row, of a slice or of the whole dataset. */
export function RequireReviews({ dataset, slice, onClose }: Props) {
  const [{ fetching }, require] = useMutation(RequireReviews_mutation);
  const [reviews, setReviews] = useState<number | string>(slice ? 2 : dataset.reviewsRequired);
  const [waiting, setWaiting] = useState(true);
  const [refused, setRefused] = useState<string | null>(null);
  const filter: RowFilter = slice ? { slice: slice.id } : {};

  async function save() {
    const input = { datasetId: dataset.id, reviewsRequired: Number(reviews), newRows: !slice, waiting: slice || waiting ? filter : null };
    const { done, problem } = outcome(await require({ input }), 'requireReviews');
    if (!done) return setRefused(problem);
    const held = done.held > 0 ? ` ${counted(done.held, 'row')} stayed as they are, since somebody is at them.` : '';
    notifications.show({
      color: done.held > 0 ? 'orange' : 'teal',
      message: `${Number(reviews) === 1 ? 'One reviewer answers' : `${reviews} reviewers answer`} each row now: ${counted(done.changed, 'waiting row')} changed.${held}`,
    });
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title={slice ? `Reviews of “${slice.name}”` : 'Reviews of each row'}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="md">
          <NumberInput
            label="Reviewers for each row"
            description="Each answers by themselves and sees the others’ answers afterwards. Where all give the same labels the row is filled; where two differ it waits, disputed, for one more who settles it."
            min={1}
            max={10}
            allowDecimal={false}
            data-autofocus
            value={reviews}
            onChange={setReviews}
          />
          {slice ? (
            <Text size="sm" c="dimmed">
              For the rows of the slice that wait now. What is filled stays as it is.
            </Text>
          ) : (
            <Checkbox
              label="Also for rows that wait already"
              description="Left out, it holds for rows that come in from now on."
              checked={waiting}
              onChange={(event) => setWaiting(event.currentTarget.checked)}
            />
          )}
          <ProblemText>{refused}</ProblemText>
          <DialogButtons onCancel={onClose}>
            <Button type="submit" size="sm" loading={fetching} disabled={reviews === ''}>
              Save
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  );
}
