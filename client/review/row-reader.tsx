import { Badge } from '@mantine/core';
import { numberOf } from '../app/ids.ts';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import classes from './reader.module.css';
import { SpanFacts, SpanFacts_span } from './span-facts.tsx';
import { ValueView } from './value-view.tsx';

export const RowReader_row = graphql(
  `
    fragment RowReader_row on Row {
      id
      createdAt
      cells {
        value
        column {
          id
          key
          title
          role
          type
          options {
            id
            value
            color
          }
        }
      }
      span {
        id
        ...SpanFacts_span
      }
    }
  `,
  [SpanFacts_span],
);

/** The left side of Review: what went in and what came out, made to be read for hours. */
export function RowReader({ row: ref }: { row: FragmentOf<typeof RowReader_row> }) {
  const row = readFragment(RowReader_row, ref);
  const given = row.cells.filter(({ column }) => column.role !== 'ANNOTATION');
  const labels = given.filter(({ column, value }) => column.type === 'LABEL' && value !== null);
  const texts = given.filter(({ column }) => column.type !== 'LABEL');

  return (
    <article className={classes.reader} aria-label={`Row ${numberOf(row.id)}`}>
      <div className={classes.facts}>
        <span className={classes.number}>#{numberOf(row.id)}</span>
        {labels.map(({ column, value }) => (
          <Badge key={column.id} color={column.options.find((one) => one.value === value)?.color ?? 'gray'}>
            {column.title}: {String(value)}
          </Badge>
        ))}
        {row.span && <SpanFacts span={row.span} />}
      </div>
      {texts.map(({ column, value }) => (
        <ValueView
          key={column.id}
          columnKey={column.key}
          title={column.title || column.key}
          value={value}
          tone={column.role === 'OUTPUT' ? 'output' : 'input'}
        />
      ))}
    </article>
  );
}
