import { ActionIcon, Button, Group, Switch, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from 'urql';
import { outcome } from '../graphql/refusal.ts';
import { count, dollars } from '../ui/format.ts';
import { filterWords, lowScore } from './filter-words.ts';
import { type ListedSpanEvaluator, RemoveSpanEvaluator_mutation, UpdateSpanEvaluator_mutation } from './span-evaluator-documents.ts';
import classes from './span-evaluators.module.css';

interface Props {
  one: ListedSpanEvaluator;
  canChange: boolean;
  onShowLow: (score: { name: string; max: number }) => void;
}

/** One evaluator that runs on spans: on which, how far it is, and whether it runs. */
export function SpanEvaluatorLine({ one, canChange, onShowLow }: Props) {
  const { id, evaluator, filter, share, budget, enabled, pausedBecause, scored, unknown, failed, cost } = one;
  const { name, kind, latest } = evaluator;
  const [{ fetching: changing }, update] = useMutation(UpdateSpanEvaluator_mutation);
  const [{ fetching: removing }, remove] = useMutation(RemoveSpanEvaluator_mutation);
  const say = (title: string, problem: string | undefined) => {
    if (problem !== undefined) notifications.show({ color: 'red', title, message: problem });
  };
  const turn = async (on: boolean) =>
    say(
      `${name} was not ${on ? 'turned on' : 'paused'}`,
      outcome(await update({ input: { id, enabled: on } }), 'updateSpanEvaluator').problem,
    );
  const takeAway = async () => say(`${name} was not removed`, outcome(await remove({ input: { id } }), 'removeSpanEvaluator').problem);
  const ask = () =>
    modals.openConfirmModal({
      title: `Remove ${name} from spans?`,
      children: <Text size="sm">It scores no more spans. The scores that it gave stay, and so does the evaluator.</Text>,
      labels: { confirm: 'Remove', cancel: 'Cancel' },
      confirmProps: { color: 'red', size: 'sm' },
      cancelProps: { size: 'sm' },
      onConfirm: () => void takeAway(),
    });

  const facts = [
    `${count(scored)} scored`,
    unknown > 0 && `${count(unknown)} could not be told`,
    failed > 0 && `${count(failed)} failed`,
    (cost > 0 || budget !== null) && `${dollars(cost)}${budget === null ? '' : ` of ${dollars(budget)}`}`,
  ];
  return (
    <li className={classes.line}>
      <Group justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
        <Text fw={550} size="sm" className={classes.name}>
          {name}
        </Text>
        <Group gap={6} wrap="nowrap">
          <Switch
            size="xs"
            labelPosition="left"
            label={enabled ? 'Running' : 'Paused'}
            aria-label={`${enabled ? 'Running' : 'Paused'}: ${name}`}
            checked={enabled}
            disabled={!canChange || changing}
            onChange={(event) => void turn(event.currentTarget.checked)}
          />
          {canChange && (
            <ActionIcon aria-label={`Remove ${name} from spans`} loading={removing} onClick={ask} size="sm">
              <IconTrash size={15} />
            </ActionIcon>
          )}
        </Group>
      </Group>
      <Text size="xs" c="dimmed" className={classes.name}>
        On {share < 1 ? `${Number((share * 100).toPrecision(3))} % of ` : ''}
        {filterWords(filter)}
      </Text>
      <Group gap="xs" justify="space-between" mt={2}>
        <Text size="xs">{facts.filter(Boolean).join(' · ')}</Text>
        {scored > 0 && (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => onShowLow({ name, max: lowScore(kind, latest.config) })}
            aria-label={`Show low scores of ${name}`}
          >
            Show low scores
          </Button>
        )}
      </Group>
      {pausedBecause && (
        <Text size="xs" c="red" mt={2} className={classes.name} role="status">
          {pausedBecause}
        </Text>
      )}
    </li>
  );
}
