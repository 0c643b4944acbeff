import { Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { counted } from '../ui/format.ts';
import { isCompared, kappaStrength, kappaWords, percent } from './agreement-words.ts';
import type { AgreementFigures, EvaluatorKind } from './evaluator-documents.ts';
import classes from './evaluators.module.css';

interface Props {
  kind: EvaluatorKind;
  agreement: AgreementFigures | null | undefined;
}

/** How far a judge says what the reviewers said; that nobody has compared it is said as well. */
export function AgreementNote({ kind, agreement }: Props) {
  if (isCompared(agreement)) {
    const kappa = kappaWords(agreement);
    const hint = `Agrees with the reviewers on ${percent(agreement.percent)} of ${counted(agreement.rows, 'row')}${
      agreement.kappa === null ? '' : `; beyond chance: ${kappaStrength(agreement.kappa)}`
    }`;
    return (
      <span className={classes.agreement} title={hint}>
        <b>{percent(agreement.percent)}</b>{' '}
        {kappa && (
          <Text span size="xs" c="dimmed">
            {kappa}
          </Text>
        )}
      </span>
    );
  }
  if (kind !== 'JUDGE') return null;
  return (
    <span className={classes.uncompared} title="A judge that nobody has held against the reviewers gives numbers, not evidence">
      <IconAlertCircle size={13} aria-hidden /> not compared with reviewers yet
    </span>
  );
}
