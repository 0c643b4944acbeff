import { Checkbox, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { numberOf } from '../app/ids.ts';
import { useProject } from '../app/project.tsx';
import { count, dollars } from '../ui/format.ts';
import { TimeAgo } from '../ui/time-ago.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import type { ListedEvaluation } from './evaluation-documents.ts';
import { PassRateTrack, rateWords } from './pass-rate.tsx';
import { RowProgress } from './row-progress.tsx';
import { StatusBadge } from './status-badge.tsx';
import classes from './evaluations.module.css';

interface Props {
  evaluations: readonly ListedEvaluation[];
  ticked: readonly string[];
  onTick: (id: string) => void;
}

/** The evaluations, newest first; on a narrow screen each is a card. Two that are ticked can be compared. */
export function EvaluationTable({ evaluations, ticked, onTick }: Props) {
  return (
    <div className={classes.box}>
      <Table
        className={classes.table}
        verticalSpacing={10}
        fz="sm"
        highlightOnHover
        highlightOnHoverColor="var(--docket-hover)"
        aria-label="Evaluations"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={34} aria-label="Compare" />
            <Table.Th>Evaluation</Table.Th>
            <Table.Th>Progress</Table.Th>
            <Table.Th>Passes</Table.Th>
            <Table.Th ta="right">Cost</Table.Th>
            <Table.Th>Started</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {evaluations.map((evaluation) => (
            <Line
              key={evaluation.id}
              evaluation={evaluation}
              ticked={ticked.includes(evaluation.id)}
              onTick={() => onTick(evaluation.id)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** "support.answer v3", or that the logged outputs were judged. */
export const answeredBy = (promptVersion: ListedEvaluation['promptVersion']): string =>
  promptVersion ? `${promptVersion.prompt.name} v${promptVersion.number}` : 'logged outputs';

interface LineProps {
  evaluation: ListedEvaluation;
  ticked: boolean;
  onTick: () => void;
}

function Line({ evaluation, ticked, onTick }: LineProps) {
  const { slug } = useProject();
  const { id, name, dataset, promptVersion, sliceName, status, done, failed, rowCount, cost, createdBy, createdAt } = evaluation;
  return (
    <Table.Tr>
      <Table.Td className={classes.tick}>
        <Checkbox size="xs" aria-label={`Compare ${name}`} checked={ticked} onChange={onTick} />
      </Table.Td>
      <Table.Td className={classes.first}>
        <Link to="/p/$project/evaluations/$evaluation" params={{ project: slug, evaluation: numberOf(id) }} className={classes.name}>
          {name}
        </Link>
        <Text size="xs" c="dimmed" truncate>
          {dataset.name}
          {sliceName && ` / ${sliceName}`} · {answeredBy(promptVersion)}
        </Text>
      </Table.Td>
      <Table.Td className={classes.going}>
        <Group gap={8} wrap="nowrap" mb={5}>
          <StatusBadge status={status} />
          <Text span size="xs" c="dimmed" data-figures style={{ whiteSpace: 'nowrap' }}>
            {count(done)} / {count(rowCount)}
            {failed > 0 && (
              <Text span size="xs" c="red">
                {' '}
                {failed} failed
              </Text>
            )}
          </Text>
        </Group>
        <RowProgress {...evaluation} />
      </Table.Td>
      <Table.Td>
        <ul className={classes.rates}>
          {evaluation.evaluators.slice(0, 4).map((one) => (
            <li key={one.version.id} title={`${one.version.evaluator.name}: ${rateWords(one)}`}>
              <span>{one.version.evaluator.name}</span>
              <PassRateTrack {...one} />
              <span data-figures>{rateWords(one)}</span>
            </li>
          ))}
          {evaluation.evaluators.length > 4 && <li>and {evaluation.evaluators.length - 4} more</li>}
        </ul>
      </Table.Td>
      <Table.Td ta="right" data-figures>
        {dollars(cost)}
      </Table.Td>
      <Table.Td>
        <Group gap={7} wrap="nowrap" className={classes.who}>
          {createdBy && <UserAvatar name={createdBy.name} size={20} />}
          <span title={createdBy?.name}>
            <TimeAgo at={createdAt} />
          </span>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
