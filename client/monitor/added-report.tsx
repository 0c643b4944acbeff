import { Button, Group, Stack, Text } from '@mantine/core';
import { numberOf } from '../app/ids.ts';
import { ButtonLink, TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { RowState, RowState_row } from '../cells/row-state.tsx';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { count, counted } from '../ui/format.ts';

export const AddedReport_payload = graphql(
  `
    fragment AddedReport_payload on AddSpansToDatasetPayload {
      added
      alreadyThere
      dataset {
        id
        name
        size
        queueSize
      }
      present {
        span {
          id
          name
          inputText
        }
        row {
          id
          ...RowState_row
        }
      }
    }
  `,
  [RowState_row],
);
export type Added = FragmentOf<typeof AddedReport_payload>;

/** What came of adding spans: how many are new, and which rows the others already are. */
export function AddedReport({ added: masked, onClose }: { added: Added; onClose: () => void }) {
  const { added, alreadyThere, dataset, present } = readFragment(AddedReport_payload, masked);
  const { slug } = useProject();
  const params = { project: slug, dataset: numberOf(dataset.id) };
  return (
    <Stack gap="md">
      <Text>
        {added > 0 ? (
          <>
            <strong>{counted(added, 'row')} added</strong> to {dataset.name}.
            {alreadyThere > 0 && ` ${count(alreadyThere)} ${alreadyThere === 1 ? 'was' : 'were'} already there.`}
          </>
        ) : (
          <>
            Nothing new: <strong>{counted(alreadyThere, 'span is', 'spans are')} already there</strong> in {dataset.name}.
          </>
        )}{' '}
        {count(dataset.queueSize)} {dataset.queueSize === 1 ? 'waits' : 'wait'} in its queue.
      </Text>
      {present.length > 0 && (
        <div style={{ maxHeight: 240, overflow: 'auto' }}>
          {present.map(({ span, row }) => (
            <Group key={row.id} gap="xs" wrap="nowrap" py={3}>
              <TextLink size="sm" style={{ flex: 'none' }} to="/p/$project/d/$dataset/grid" params={params} search={{ row: row.id }}>
                Row {numberOf(row.id)}
              </TextLink>
              <Text size="sm" truncate flex={1}>
                {span.inputText || span.name}
              </Text>
              <RowState row={row} />
            </Group>
          ))}
          {alreadyThere > present.length && (
            <Text size="xs" c="dimmed">
              … and {count(alreadyThere - present.length)} more
            </Text>
          )}
        </div>
      )}
      <Group justify="flex-end">
        <Button variant="default" size="sm" onClick={onClose}>
          Stay here
        </Button>
        <ButtonLink size="sm" to="/p/$project/d/$dataset/queue" params={params}>
          Open the queue
        </ButtonLink>
      </Group>
    </Stack>
  );
}
