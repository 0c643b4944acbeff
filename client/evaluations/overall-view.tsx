import { Text } from '@mantine/core';
import { percent } from '../evaluators/agreement-words.ts';
import { counted } from '../ui/format.ts';
import type { Change, ComparedGroup } from './compare-documents.ts';
import { plotSpan, points, scoreWords, verdictWords } from './compare-words.ts';
import { Forest } from './forest.tsx';
import classes from './evaluations.module.css';

export const changeNames: Record<Change, string> = { BETTER: 'better', WORSE: 'worse', SAME: 'the same', UNKNOWN: 'cannot be told' };
const order: Change[] = ['BETTER', 'WORSE', 'SAME', 'UNKNOWN'];

interface Props {
  overall: ComparedGroup;
  changedRows: number;
  change: Change | undefined;
  onChange: (change: Change | undefined) => void;
}

/** Over all rows: whether it is better, by how much, and whether chance alone would do it. */
export function OverallView({ overall, changedRows, change, onChange }: Props) {
  const { passRate, score } = overall;
  const span = plotSpan([passRate]);
  const { verdict, headline, detail } = verdictWords(passRate);
  const counts: Record<Change, number> = { BETTER: overall.better, WORSE: overall.worse, SAME: overall.same, UNKNOWN: overall.unknown };
  return (
    <section className={classes.panel} aria-label="Overall">
      <div className={classes.headline} data-verdict={verdict}>
        {headline}
      </div>
      <Text size="sm" c="dimmed" mt={2}>
        {passRate && passRate.n > 0 && `Passes ${percent(passRate.before)} → ${percent(passRate.after)}. `}
        {detail}
      </Text>
      {passRate && passRate.n > 0 && (
        <div className={classes.overall}>
          <Forest difference={passRate} span={span} />
          <span className={classes.axis} aria-hidden>
            <span>{points(-span)}</span>
            <span>0</span>
            <span>{points(span)}</span>
          </span>
        </div>
      )}
      {score && score.n > 0 && (
        <Text size="sm" c="dimmed">
          {scoreWords(score)}
        </Text>
      )}
      {changedRows > 0 && (
        <Text size="sm" mt={4}>
          {counted(changedRows, 'row was', 'rows were')} changed in between: there it is more than the answer that differs.
        </Text>
      )}
      <div className={classes.changes} role="group" aria-label="Rows by what became of them">
        {order.map((one) => (
          <button
            key={one}
            type="button"
            className={classes.change}
            aria-pressed={change === one}
            onClick={() => onChange(change === one ? undefined : one)}
          >
            <b>{counts[one]}</b> {changeNames[one]}
          </button>
        ))}
      </div>
    </section>
  );
}
