import { Badge, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { numberOf } from '../app/ids.ts';
import { useProject } from '../app/project.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import { AgreementNote } from './agreement-note.tsx';
import { describeVersion } from './describe-evaluator.ts';
import type { ListedEvaluator } from './evaluator-documents.ts';
import { kinds } from './kinds.ts';
import classes from './evaluators.module.css';

/** The evaluators as a table; on a narrow screen each is a card. */
export function EvaluatorTable({ evaluators }: { evaluators: readonly ListedEvaluator[] }) {
  return (
    <div className={classes.box}>
      <Table
        className={classes.table}
        verticalSpacing={9}
        fz="sm"
        highlightOnHover
        highlightOnHoverColor="var(--docket-hover)"
        aria-label="Evaluators"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Evaluator</Table.Th>
            <Table.Th>Kind</Table.Th>
            <Table.Th>Agrees with reviewers</Table.Th>
            <Table.Th>Version</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {evaluators.map((evaluator) => (
            <Line key={evaluator.id} evaluator={evaluator} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Line({ evaluator: { id, name, kind, latest, archivedAt } }: { evaluator: ListedEvaluator }) {
  const { slug } = useProject();
  const { name: kindName, icon: Icon } = kinds[kind];
  return (
    <Table.Tr>
      <Table.Td className={classes.first}>
        <Link to="/p/$project/evaluators/$evaluator" params={{ project: slug, evaluator: numberOf(id) }} className={classes.name}>
          {name}
        </Link>
        {archivedAt && (
          <Badge color="gray" size="sm" ml={8}>
            Archived
          </Badge>
        )}
        <Text size="xs" c="dimmed" lineClamp={1}>
          {describeVersion(kind, latest)}
        </Text>
      </Table.Td>
      <Table.Td>
        <span className={classes.kind}>
          <Icon size={15} stroke={1.7} aria-hidden />
          {kindName}
        </span>
      </Table.Td>
      <Table.Td>
        <AgreementNote kind={kind} agreement={latest.agreement} />
      </Table.Td>
      <Table.Td>
        <Group gap={7} wrap="nowrap" className={classes.who}>
          <Text span size="sm" fw={560} c="var(--mantine-color-text)">
            v{latest.number}
          </Text>
          {latest.createdBy && <UserAvatar name={latest.createdBy.name} size={20} />}
          <TimeAgo at={latest.createdAt} />
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
