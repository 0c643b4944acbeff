import { Badge, Button, Group, Text } from '@mantine/core';
import { type Column, useDataset } from '../app/dataset.tsx';
import { CellView } from '../cells/cell-view.tsx';
import { columnName, valueOf, valuesOf } from '../cells/values.ts';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import classes from './reviews.module.css';

export const Answers_row = graphql(`
  fragment Answers_row on Row {
    id
    reviews {
      at
      values
      settles
      blind
      rater {
        id
        name
      }
    }
  }
`);

interface Props {
  row: FragmentOf<typeof Answers_row>;
  /** Offers each answer to be taken over. */
  onTake?: (values: Record<string, unknown>) => void;
}

/** Labels are what is agreed on. */
const labelsFirst = (columns: readonly Column[]): Column[] =>
  columns.toSorted((a, b) => Number(b.type === 'LABEL') - Number(a.type === 'LABEL'));

/** What each reviewer said of a row, one below the other; where they give different labels these stand out. */
export function Answers({ row, onTake }: Props) {
  const { columns } = useDataset();
  const { reviews } = readFragment(Answers_row, row);
  const said = labelsFirst(columns).filter(
    ({ role, system, key }) => role === 'ANNOTATION' && !system && reviews.some(({ values }) => valueOf(values, key) !== null),
  );
  const differs = (key: string) => new Set(reviews.map(({ values }) => valueOf(values, key)).filter((value) => value !== null)).size > 1;
  return (
    <ul className={classes.answers}>
      {reviews.map(({ rater, at, values, settles, blind }) => (
        <li key={`${rater.id} ${at}`} className={classes.given}>
          <Group gap={8} wrap="nowrap">
            <UserAvatar name={rater.name} size={20} />
            <Text size="sm" fw={600} truncate>
              {rater.name}
            </Text>
            {settles && <Badge color="teal">Settled it</Badge>}
            {!blind && (
              <Badge color="gray" title="Had seen the others’ answers; does not count into agreement">
                Not blind
              </Badge>
            )}
            <Text size="xs" c="dimmed" ml="auto" style={{ flex: 'none' }}>
              <TimeAgo at={at} />
            </Text>
            {onTake && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Take ${rater.name}’s answer`}
                onClick={() => onTake(valuesOf(values))}
              >
                Take
              </Button>
            )}
          </Group>
          <dl className={classes.said}>
            {said
              .filter(({ key }) => valueOf(values, key) !== null)
              .map((column) => (
                <div key={column.id} style={{ display: 'contents' }}>
                  <dt>{columnName(column)}</dt>
                  <dd data-differs={(column.type === 'LABEL' && differs(column.key)) || undefined}>
                    <CellView column={column} value={valueOf(values, column.key)} />
                  </dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
