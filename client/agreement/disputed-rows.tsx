import { Button, Group, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconInbox, IconStack2 } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { useDataset, useReloadDataset } from '../app/dataset.tsx';
import { numberOf } from '../app/ids.ts';
import { ButtonLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { hasDisputes, inDispute } from '../filter/disputes.ts';
import { allOf } from '../filter/row-filter.ts';
import { failureText } from '../graphql/refusal.ts';
import { useWaiting } from '../queue/sizes-line.tsx';
import { useSliceOfRows } from '../queue/use-slice-of-rows.ts';
import { isAtLeast } from '../session/roles.ts';
import { counted } from '../ui/format.ts';
import { Agreement_disputed } from './agreement-documents.ts';
import type { Asked } from './asked.ts';
import classes from './agreement.module.css';

interface Props {
  asked: Asked;
  /** How many rows there are on which not all say the same. */
  disputed: number;
  /** What the rows are of, for the name of a slice: a slice's own name. */
  of: string | undefined;
}

/** The rows on which not all say the same: to those that wait for a last word, and a slice of all of them. */
export function DisputedRows({ asked, disputed, of }: Props) {
  const { slug, viewerRole } = useProject();
  const { columns } = useDataset();
  const reload = useReloadDataset();
  const waits = hasDisputes(columns);
  // The first reviews that differ may have made the column while this page was open.
  useEffect(() => {
    if (!waits && disputed > 0) reload();
  }, [waits, disputed, reload]);
  return (
    <section className={classes.panel} aria-label="Disputed rows">
      <Title order={2} size="h3" mb={4}>
        Disputed rows
      </Title>
      <Text size="sm" mb="sm">
        {disputed === 0 ? 'On every row all say the same.' : `Reviewers differ on ${counted(disputed, 'row')}.`}
        {waits && <Waiting asked={asked} />}
      </Text>
      <Group gap="xs">
        {waits && (
          <ButtonLink
            variant="light"
            leftSection={<IconInbox size={15} />}
            to="/p/$project/d/$dataset/queue"
            params={{ project: slug, dataset: numberOf(asked.id) }}
            search={{ filter: allOf([inDispute, asked.filter ?? undefined]) }}
          >
            Queue of disputed rows
          </ButtonLink>
        )}
        {disputed > 0 && isAtLeast(viewerRole, 'REVIEWER') && <MakeSlice asked={asked} of={of} />}
      </Group>
    </section>
  );
}

function Waiting({ asked }: { asked: Asked }) {
  const waiting = useWaiting(asked.id, allOf([inDispute, asked.filter ?? undefined]));
  if (!waiting) return null;
  const { value, exact } = waiting;
  if (value === 0) return ' In the queue no row waits as disputed.';
  return ` In the queue ${counted(value, 'row')}${exact ? '' : ' or more'} ${value === 1 ? 'waits' : 'wait'} as disputed, in this label or another.`;
}

function MakeSlice({ asked, of }: { asked: Asked; of: string | undefined }) {
  const { slug } = useProject();
  const client = useClient();
  const navigate = useNavigate();
  const { make } = useSliceOfRows();
  const [busy, setBusy] = useState(false);

  async function makeSlice() {
    setBusy(true);
    const { data, error } = await client.query(Agreement_disputed, asked, { requestPolicy: 'network-only' });
    const found = data?.dataset?.reviewerAgreement;
    if (!found) notifications.show({ color: 'red', title: 'No slice was made', message: failureText(error) });
    const name = `Disputed in ${asked.column}${of === undefined ? '' : `, ${of}`}`;
    const slice = found && (await make({ datasetId: asked.id, rowIds: found.disputedIds, name }));
    setBusy(false);
    if (!slice) return;
    const { disputedCount, disputedIds } = found;
    notifications.show({
      color: 'teal',
      title: `Slice “${slice.name}” is made`,
      message:
        disputedIds.length < disputedCount
          ? `The first ${counted(disputedIds.length, 'row')} of ${disputedCount} are in it: a slice names no more.`
          : `${counted(disputedCount, 'row')} ${disputedCount === 1 ? 'is' : 'are'} in it. Those that are settled are under “Filled”.`,
    });
    void navigate({
      to: '/p/$project/d/$dataset/queue',
      params: { project: slug, dataset: numberOf(asked.id) },
      search: { slice: slice.id },
    });
  }
  return (
    <Button variant="default" leftSection={<IconStack2 size={15} />} loading={busy} onClick={() => void makeSlice()}>
      Make a slice of them
    </Button>
  );
}
