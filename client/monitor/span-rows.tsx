import { Group, Text } from '@mantine/core';
import { numberOf } from '../app/ids.ts';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { RowState, RowState_row } from '../cells/row-state.tsx';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { Section } from '../ui/section.tsx';

export const SpanRows_span = graphql(
  `
    fragment SpanRows_span on Span {
      rows {
        id
        dataset {
          id
          name
        }
        ...RowState_row
      }
    }
  `,
  [RowState_row],
);

/** The dataset rows that a span already is, and how far their review is. */
export function SpanRows({ span }: { span: FragmentOf<typeof SpanRows_span> }) {
  const { rows } = readFragment(SpanRows_span, span);
  const { slug } = useProject();
  if (rows.length === 0) return null;
  return (
    <Section title="In datasets">
      {rows.map((row) => (
        <Group key={row.id} gap="xs" wrap="nowrap" py={2}>
          <TextLink
            size="sm"
            fw={550}
            to="/p/$project/d/$dataset/grid"
            params={{ project: slug, dataset: numberOf(row.dataset.id) }}
            search={{ row: row.id }}
          >
            {row.dataset.name}
          </TextLink>
          <Text size="xs" c="dimmed">
            row {numberOf(row.id)}
          </Text>
          <RowState row={row} />
        </Group>
      ))}
    </Section>
  );
}
