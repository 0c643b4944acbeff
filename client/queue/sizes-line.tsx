import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { allOf, inQueue, type RowFilter } from '../filter/row-filter.ts';
import { graphql } from '../graphql/graphql.ts';
import { useLatest } from '../offline/use-feed.ts';
import { count } from '../ui/format.ts';
import classes from './queue.module.css';

const SizesLine_count = graphql(`
  subscription SizesLine_count($datasetId: ID!, $filter: RowFilter, $after: String) {
    queueChanged(datasetId: $datasetId, filter: $filter, after: $after) {
      cursor
      totalCount {
        value
        exact
      }
    }
  }
`);

/** How many rows of a filter are still empty, live; null until it is known. Any filter will do, not only one over labels. */
export function useWaiting(datasetId: string, filter: RowFilter | undefined): { value: number; exact: boolean } | null {
  const { data } = useLatest({ query: SizesLine_count, variables: { datasetId, filter: allOf([inQueue, filter]), after: null } });
  return data?.queueChanged.totalCount ?? null;
}

interface Props {
  datasetId: string;
  name: string;
  filter: RowFilter | undefined;
  /** What stands in the link. */
  slice: string | undefined;
  chosen: boolean;
}

/** "Everything" or "In no slice", with its live size. */
export function SizesLine({ datasetId, name, filter, slice, chosen }: Props) {
  const waiting = useWaiting(datasetId, filter);
  return (
    <Link
      from="/p/$project/d/$dataset/queue"
      to="."
      search={(old) => ({ ...old, slice, filter: undefined, row: undefined })}
      className={classes.line}
      data-chosen={chosen || undefined}
      aria-current={chosen ? 'true' : undefined}
    >
      <Text component="span" fw={550}>
        {name}
      </Text>
      <Text component="span" c="dimmed">
        {waiting === null ? '' : `${count(waiting.value)}${waiting.exact ? '' : '+'}`}
      </Text>
    </Link>
  );
}
