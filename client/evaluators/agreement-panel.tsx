import { Group, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { numberOf } from '../app/ids.ts';
import { ButtonLink, TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { counted } from '../ui/format.ts';
import { fixed, isCompared, kappaStrength, percent } from './agreement-words.ts';
import { type ConfusionLabel, ConfusionTable } from './confusion-table.tsx';
import { Disagreements } from './disagreements.tsx';
import type { AgreementDetails } from './evaluator-page-documents.ts';
import { ReviewDisagreements } from './review-disagreements.tsx';
import classes from './evaluators.module.css';

const grades: ConfusionLabel[] = [
  { key: 'PASS', said: 'Right', judged: 'Pass' },
  { key: 'FAIL', said: 'Wrong', judged: 'Fail' },
];

interface Props {
  name: string;
  evaluatorId: string;
  versionId: string;
  agreement: AgreementDetails | null;
}

/** How far an evaluator says what the reviewers said, and where it does not. */
export function AgreementPanel({ name, evaluatorId, versionId, agreement }: Props) {
  const heading = useId();
  const { slug } = useProject();
  return (
    <section className={classes.panel} aria-labelledby={heading}>
      <Title order={2} size="h3" id={heading} mb="sm">
        Agreement with the reviewers
      </Title>
      {isCompared(agreement) ? (
        <Compared name={name} versionId={versionId} agreement={agreement} />
      ) : (
        <>
          <Text className={classes.uncompared} fz="sm" mb={6}>
            {agreement ? 'No row has both a label of a reviewer and a verdict yet' : 'Not compared with reviewers yet'}
          </Text>
          <Text size="sm" c="dimmed" maw={620} mb="sm">
            Its scores are numbers, not evidence. Evaluate the logged outputs of rows that reviewers have filled: where both have an
            opinion, this shows how often they agree, and on which rows they do not.
          </Text>
          <ButtonLink
            variant="light"
            to="/p/$project/evaluations"
            params={{ project: slug }}
            search={{ start: true, evaluator: Number(numberOf(evaluatorId)) }}
          >
            Evaluate reviewed rows
          </ButtonLink>
        </>
      )}
    </section>
  );
}

const Figure = ({ value, children }: { value: string; children: ReactNode }) => (
  <div className={classes.figure}>
    <b>{value}</b>
    <span>{children}</span>
  </div>
);

function Compared({ name, versionId, agreement }: { name: string; versionId: string; agreement: AgreementDetails & { percent: number } }) {
  const { slug } = useProject();
  const { rows, unknown, kappa, kappaInterval, evaluation, disagreementCount, labelScores } = agreement;
  const failing = labelScores.find(({ label }) => label === 'FAIL');
  return (
    <>
      <Group align="flex-start" gap={40} mb="sm">
        <div>
          <div className={classes.figures}>
            <Figure value={percent(agreement.percent)}>of {counted(rows, 'row')} the same</Figure>
            <Figure value={kappa === null ? '–' : fixed(kappa)}>
              {kappa === null
                ? 'no kappa: one of them always says the same'
                : `Cohen’s κ${kappaInterval ? `, ${fixed(kappaInterval.low)} to ${fixed(kappaInterval.high)}` : ''}: ${kappaStrength(kappa)}`}
            </Figure>
            {failing?.recall != null && <Figure value={percent(failing.recall)}>of the wrong ones it fails (recall)</Figure>}
            {failing?.precision != null && <Figure value={percent(failing.precision)}>of what it fails is wrong (precision)</Figure>}
          </div>
          <Text size="xs" c="dimmed" mt="sm" maw={420}>
            By <code>{agreement.column}</code> (right: {agreement.passValues.join(', ')}) in{' '}
            <TextLink
              size="xs"
              underline="always"
              to="/p/$project/evaluations/$evaluation"
              params={{ project: slug, evaluation: numberOf(evaluation.id) }}
            >
              {evaluation.name}
            </TextLink>{' '}
            over {evaluation.dataset.name}.{unknown > 0 && ` On ${counted(unknown, 'row')} it could not tell.`}
          </Text>
        </div>
        <ConfusionTable
          caption="Reviewers (lines) against this evaluator (columns)"
          labels={grades}
          confusion={agreement.confusion}
          rows={rows}
        />
      </Group>
      {disagreementCount > 0 ? (
        <>
          <Group justify="space-between" mb={4}>
            <Title order={3} size="h4">
              They disagree on {counted(disagreementCount, 'row')}
            </Title>
            <ReviewDisagreements datasetId={evaluation.dataset.id} rowIds={agreement.disagreementIds} name={`${name} disagrees`} />
          </Group>
          <Disagreements rows={agreement.disagreements} versionId={versionId} column={agreement.column} datasetId={evaluation.dataset.id} />
          {disagreementCount > agreement.disagreements.length && (
            <Text size="xs" c="dimmed">
              The first {agreement.disagreements.length} of {counted(disagreementCount, 'row')}.
            </Text>
          )}
        </>
      ) : (
        <Text size="sm">They disagree on no row.</Text>
      )}
    </>
  );
}
