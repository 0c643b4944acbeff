import { Select, Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.ts';
import { asText } from '../ui/format.ts';
import { mappingByName, pathsOf, withPath, type Mapping } from './mapping.ts';

const MappingPreview_query = graphql(`
  query MappingPreview_query($sampleId: ID!, $datasetId: ID!, $hasDataset: Boolean!) {
    span(id: $sampleId) {
      id
      variables
      output
      attributes
      feedbackNote
      scores {
        name
        value
      }
    }
    dataset(id: $datasetId) @include(if: $hasDataset) {
      id
      columns {
        id
        key
        role
        system
      }
    }
  }
`);

interface Props {
  datasetId: string | null;
  sampleId: string;
  mapping: Mapping | null;
  onChange: (mapping: Mapping) => void;
}

/** Column by column: which part of the span it takes, and what that is in the first of them. */
export function MappingPreview({ datasetId, sampleId, mapping, onChange }: Props) {
  const variables = { sampleId, datasetId: datasetId ?? 'Dataset_0', hasDataset: datasetId !== null };
  const [{ data, fetching }] = useQuery({ query: MappingPreview_query, variables });
  if (!data?.span) return fetching ? <Skeleton h={120} /> : null;

  const columns = data.dataset?.columns ?? [];
  const paths = pathsOf(data.span);
  const byName = mappingByName(columns, data.span);
  const current = mapping ?? byName;
  const given = columns.filter((column) => column.role !== 'ANNOTATION');
  const isEmpty = given.length === 0;
  const annotation = columns.filter((column) => column.role === 'ANNOTATION' && !column.system);
  const keys = isEmpty ? byName.map((one) => one.column) : [...given, ...annotation].map((column) => column.key);

  return (
    <div>
      <Text size="sm" fw={550} mb={4}>
        Columns
      </Text>
      <Table fz="sm" verticalSpacing={4} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="28%">Column</Table.Th>
            <Table.Th w="36%">takes</Table.Th>
            <Table.Th>for example</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => {
            const path = current.find((one) => one.column === key)?.path ?? null;
            return (
              <Table.Tr key={key}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{key}</Table.Td>
                <Table.Td>
                  <Select
                    size="xs"
                    aria-label={`What ${key} takes`}
                    placeholder="nothing"
                    data={[...paths.keys()]}
                    value={path}
                    clearable
                    searchable
                    readOnly={isEmpty}
                    onChange={(next) => onChange(withPath(current, key, next))}
                  />
                </Table.Td>
                <Table.Td c="dimmed" style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                  {path === null ? '' : asText(paths.get(path)).slice(0, 120)}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {isEmpty && (
        <Text size="xs" c="dimmed" mt={4}>
          The dataset has no columns for spans yet: it gets these.
        </Text>
      )}
    </div>
  );
}
