import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { numberOf } from '../app/ids.ts';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { counted } from '../ui/format.ts';
import { CheckLine } from './check-line.tsx';
import type { ChecksVerdict, RowsVerdict } from './verdict-documents.ts';
import classes from './verdict.module.css';

interface Props {
  verdict: RowsVerdict | ChecksVerdict;
  /** What it is said of: “v14”. */
  of: string;
  aside?: React.ReactNode;
}

/** What a gate says: whether it lets the version pass, each check with what was wanted and shown, and the rows that block. */
export function VerdictView({ verdict, of, aside }: Props) {
  const { slug } = useProject();
  const { passed, reason, checks, evaluationId, rowCount } = verdict;
  const failed = checks.filter((check) => !check.passed).length;
  const Icon = passed ? IconShieldCheck : IconShieldX;
  return (
    <div className={classes.verdict} data-passed={passed}>
      <div className={classes.head}>
        <Icon size={18} stroke={1.9} aria-hidden />
        <b>{passed ? `The gate lets ${of} pass` : `The gate blocks ${of}`}</b>
        <span className={classes.about}>
          {checks.length > 0 && (passed ? counted(checks.length, 'check') : `${failed} of ${counted(checks.length, 'check')} failed`)}
          {checks.length > 0 && ` over ${counted(rowCount, 'row')}`}
        </span>
      </div>
      {reason && <p className={classes.reason}>{reason}</p>}
      {checks.length > 0 && (
        <ul className={classes.checks}>
          {checks.map((check, at) => (
            <CheckLine key={at} check={check} />
          ))}
        </ul>
      )}
      {(evaluationId || aside) && (
        <div className={classes.foot}>
          {evaluationId && (
            <TextLink size="xs" to="/p/$project/evaluations/$evaluation" params={{ project: slug, evaluation: numberOf(evaluationId) }}>
              By evaluation {numberOf(evaluationId)}
            </TextLink>
          )}
          {aside}
        </div>
      )}
    </div>
  );
}
