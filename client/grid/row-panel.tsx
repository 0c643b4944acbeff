import { Group, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { useDataset } from '../app/dataset.tsx';
import { numberOf } from '../app/ids.ts';
import { ButtonLink, TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { RowState, RowState_row } from '../cells/row-state.tsx';
import { columnName, valueOf } from '../cells/values.ts';
import { CellView } from '../cells/cell-view.tsx';
import { graphql } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { Answers, Answers_row } from '../reviews/answers.tsx';
import { namesText } from '../reviews/names-text.ts';
import { RowVerdicts } from '../row-evaluators/row-verdicts.tsx';
import { isAtLeast } from '../session/roles.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { PanelSkeleton } from '../ui/panel-skeleton.tsx';
import { Section } from '../ui/section.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { TextBlock } from '../ui/text-block.tsx';
import { ReopenRow } from './reopen-row.tsx';
import { RowHistory } from './row-history.tsx';

const RowPanel_query = graphql(
  `
    query RowPanel_query($id: ID!) {
      row(id: $id) {
        id
        version
        status
        values
        span {
          id
          name
        }
        reviewsRequired
        reviewedBy {
          id
          name
        }
        reviews {
          at
        }
        ...RowState_row
        ...Answers_row
      }
    }
  `,
  [RowState_row, Answers_row],
);

const roles = [
  ['INPUT', 'Input'],
  ['OUTPUT', 'Output'],
  ['ANNOTATION', 'Annotation'],
] as const;

/** One row in full: its values, where it comes from, and what happened to it. */
export function RowPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { slug, viewerRole } = useProject();
  const dataset = useDataset();
  const [{ data, error, fetching }, again] = useQuery({ query: RowPanel_query, variables: { id } });
  const row = data?.row?.id === id ? data.row : null;
  const canReview = isAtLeast(viewerRole, 'REVIEWER');
  const params = { project: slug, dataset: numberOf(dataset.id) };
  const title = (
    <Group gap={8} wrap="nowrap">
      <Text fw={620} style={{ flex: 'none' }}>
        Row {numberOf(id)}
      </Text>
      {row && <RowState row={row} />}
    </Group>
  );
  const actions = canReview && row && (
    <>
      {row.status === 'FILLED' && <ReopenRow id={row.id} version={row.version} />}
      {row.status === 'EMPTY' && (
        <ButtonLink to="/p/$project/d/$dataset/review" params={params} search={{ row: id }} variant="light">
          Review
        </ButtonLink>
      )}
    </>
  );

  return (
    <SidePanel label={`Row ${numberOf(id)}`} title={title} actions={actions} onClose={onClose}>
      {error && !row && <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />}
      {!row &&
        !error &&
        (fetching ? <PanelSkeleton /> : <EmptyState title="This row is not here">It may have been removed from the dataset.</EmptyState>)}
      {row && (
        <>
          <RowVerdicts
            {...{ id: row.id, datasetId: dataset.id, version: row.version, status: row.status, canReview }}
            mark={valueOf(row.values, 'check')}
          />
          {roles.map(([role, name]) => {
            const columns = dataset.columns.filter((column) => column.role === role);
            if (columns.length === 0) return null;
            return (
              <Section
                key={role}
                title={name}
                aside={
                  role === 'INPUT' && row.span ? (
                    <TextLink size="xs" to="/p/$project/monitor" params={{ project: slug }} search={{ span: row.span.id }}>
                      From span {row.span.name}
                    </TextLink>
                  ) : undefined
                }
              >
                {columns.map((column) => (
                  <div key={column.id} style={{ marginBottom: 10 }}>
                    <Text size="xs" c="dimmed" title={column.description || undefined}>
                      {columnName(column)}
                    </Text>
                    {column.type === 'TEXT' || column.type === 'JSON' ? (
                      <TextBlock value={valueOf(row.values, column.key)} />
                    ) : (
                      <CellView column={column} value={valueOf(row.values, column.key)} />
                    )}
                  </div>
                ))}
              </Section>
            );
          })}
          {(row.reviews.length > 1 || row.reviewsRequired > 1) && (
            <Section title="Reviews">
              <Answers row={row} />
              {row.reviews.length === 0 && (
                <Text size="sm" c="dimmed">
                  {row.reviewedBy.length === 0
                    ? 'Nobody has answered it yet.'
                    : `${namesText(row.reviewedBy)} answered. Answers are shown to who has given theirs.`}
                </Text>
              )}
            </Section>
          )}
          <Section title="History">
            <RowHistory id={row.id} version={`${row.version} ${row.status}`} />
          </Section>
        </>
      )}
    </SidePanel>
  );
}
