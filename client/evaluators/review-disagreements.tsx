import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChecklist } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMutation } from 'urql';
import { numberOf } from '../app/ids.ts';
import { useProject } from '../app/project.tsx';
import { outcome } from '../graphql/refusal.ts';
import { graphql } from '../graphql/graphql.ts';
import { useSliceOfRows } from '../queue/use-slice-of-rows.ts';
import { isAtLeast } from '../session/roles.ts';
import { counted } from '../ui/format.ts';

const Disagreements_reopen = graphql(`
  mutation Disagreements_reopen($input: ReopenRowsInput!) {
    reopenRows(input: $input) {
      __typename
      ... on Error {
        message
      }
      ... on ReopenRowsPayload {
        left
        rows {
          id
          status
        }
      }
    }
  }
`);

interface Props {
  datasetId: string;
  rowIds: readonly string[];
  /** What the slice is called. */
  name: string;
}

/** Puts these rows back into the queue, makes a slice of them, and goes there, so that people look at them again. */
export function ReviewDisagreements({ datasetId, rowIds, name }: Props) {
  const { slug, viewerRole } = useProject();
  const navigate = useNavigate();
  const { make, fetching } = useSliceOfRows();
  const [{ fetching: reopening }, reopen] = useMutation(Disagreements_reopen);
  if (rowIds.length === 0 || !isAtLeast(viewerRole, 'REVIEWER')) return null;

  async function review() {
    const slice = await make({ datasetId, rowIds, name });
    if (!slice) return;
    const again = outcome(await reopen({ input: { datasetId, rowIds: [...rowIds], reason: name.slice(0, 500) } }), 'reopenRows');
    notifications.show({
      color: again.done ? 'teal' : 'orange',
      title: `Slice “${slice.name}” is made`,
      message: again.done ? `${counted(again.done.rows.length, 'row')} of it wait in the queue again.` : again.problem,
    });
    void navigate({
      to: '/p/$project/d/$dataset/queue',
      params: { project: slug, dataset: numberOf(datasetId) },
      search: { slice: slice.id },
    });
  }
  return (
    <Button leftSection={<IconChecklist size={15} />} loading={fetching || reopening} onClick={() => void review()}>
      Review {rowIds.length === 1 ? 'this row' : `these ${counted(rowIds.length, 'row')}`}
    </Button>
  );
}
