import { Alert, Group, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconColumns2 } from '@tabler/icons-react';
import { numberOf } from '../app/ids.ts';
import { ButtonLink, TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { count, counted, dollars, duration } from '../ui/format.ts';
import { TimeAgo } from '../ui/time-ago.tsx';
import { EvaluationActions } from './evaluation-actions.tsx';
import type { PageEvaluation } from './evaluation-documents.ts';
import { paceWords } from './rate.ts';
import { RowProgress } from './row-progress.tsx';
import { StatusBadge } from './status-badge.tsx';
import classes from './evaluations.module.css';

/** What is evaluated, how far it is, how fast it goes and what it has cost. */
export function EvaluationHeader({ evaluation, rate }: { evaluation: PageEvaluation; rate: number | null }) {
  const { slug } = useProject();
  const { id, name, status, dataset, promptVersion, sliceName, rowCount, done, failed, cost, calls, settings } = evaluation;
  const waiting = rowCount - done - failed;
  const going = status === 'RUNNING' && rate !== null && rate > 0;
  return (
    <header className={classes.head}>
      <Group justify="space-between" gap="sm" mb={8}>
        <div className={classes.title}>
          <Title order={2} size="h3">
            {name}
          </Title>
          <StatusBadge status={status} />
        </div>
        <Group gap="xs">
          <EvaluationActions evaluation={evaluation} />
          <ButtonLink
            variant="default"
            leftSection={<IconColumns2 size={14} />}
            to="/p/$project/evaluations/compare"
            params={{ project: slug }}
            search={{ after: Number(numberOf(id)) }}
          >
            Compare
          </ButtonLink>
        </Group>
      </Group>
      <RowProgress {...evaluation} big />
      <div className={classes.figures}>
        <span>
          <b>{count(done)}</b> done
        </span>
        <span>
          <b>{count(failed)}</b> failed
        </span>
        <span>
          <b>{count(waiting)}</b> waiting
        </span>
        {going && (
          <span>
            <b>{paceWords(rate)}</b>, {duration((waiting / rate) * 1000)} to go
          </span>
        )}
        <span>
          <b>{dollars(cost)}</b>
          {settings.budget !== null && ` of ${dollars(settings.budget)}`}
        </span>
        {calls > 0 && (
          <span>
            <b>{counted(calls, 'call')}</b>
            {evaluation.cachedCalls > 0 && `, ${count(evaluation.cachedCalls)} cached`}
            {evaluation.repeatedCalls > 0 && `, ${count(evaluation.repeatedCalls)} repeated for ${dollars(evaluation.repeatedCost)}`}
          </span>
        )}
        <span>
          <TextLink size="xs" to="/p/$project/d/$dataset/grid" params={{ project: slug, dataset: numberOf(dataset.id) }}>
            {dataset.name}
          </TextLink>
          {sliceName && ` / ${sliceName}`},{' '}
          {promptVersion ? (
            <TextLink
              size="xs"
              to="/p/$project/prompts/$prompt"
              params={{ project: slug, prompt: promptVersion.prompt.name }}
              search={{ pane: 'versions', version: promptVersion.number }}
            >
              {promptVersion.prompt.name} v{promptVersion.number}
            </TextLink>
          ) : (
            'logged outputs'
          )}
        </span>
        <span>
          {evaluation.createdBy?.name}, <TimeAgo at={evaluation.createdAt} />
        </span>
      </div>
      {status === 'PAUSED' && evaluation.pausedBecause && (
        <Alert mt="sm" color="orange" icon={<IconAlertTriangle size={16} />} py={8} role="status">
          <Text size="sm">Paused by itself: {evaluation.pausedBecause}</Text>
        </Alert>
      )}
    </header>
  );
}
