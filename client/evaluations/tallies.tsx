import { Group, Text } from '@mantine/core';
import { numberOf } from '../app/ids.ts';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { AgreementNote } from '../evaluators/agreement-note.tsx';
import { fixed, percent } from '../evaluators/agreement-words.ts';
import type { Grade } from '../evaluators/evaluator-documents.ts';
import { grades } from '../evaluators/grade-badge.tsx';
import { count, dollars } from '../ui/format.ts';
import type { PageTally } from './evaluation-documents.ts';
import type { ResultSearch } from './evaluation-search.ts';
import classes from './evaluations.module.css';

interface Props {
  tallies: readonly PageTally[];
  search: ResultSearch;
  onFilter: (change: Pick<ResultSearch, 'grade' | 'by'>) => void;
}

/** What each evaluator has said so far. A part of its bar shows the rows of that verdict. */
export function Tallies({ tallies, search, onFilter }: Props) {
  return (
    <div className={classes.tallies} role="group" aria-label="Verdicts by evaluator">
      {tallies.map((one) => (
        <Tally key={one.version.id} tally={one} search={search} onFilter={onFilter} />
      ))}
    </div>
  );
}

function Tally({ tally, search, onFilter }: Omit<Props, 'tallies'> & { tally: PageTally }) {
  const { slug } = useProject();
  const { version, passRate, passRateInterval, meanScore, cost } = tally;
  const by = Number(numberOf(version.id));
  const counts: Record<Grade, number> = { PASS: tally.passed, FAIL: tally.failed, UNKNOWN: tally.unknown };
  const isOn = (grade: Grade) => search.by === by && search.grade === grade;
  const choose = (grade: Grade) => onFilter(isOn(grade) ? { grade: undefined, by: undefined } : { grade, by });
  const order: Grade[] = ['PASS', 'FAIL', 'UNKNOWN'];
  return (
    <section className={classes.tally} aria-label={version.evaluator.name}>
      <Group justify="space-between" gap={8} wrap="nowrap">
        <TextLink
          size="xs"
          fw={600}
          c="var(--mantine-color-text)"
          truncate
          to="/p/$project/evaluators/$evaluator"
          params={{ project: slug, evaluator: numberOf(version.evaluator.id) }}
        >
          {version.evaluator.name}{' '}
          <Text span size="xs" c="dimmed">
            v{version.number}
          </Text>
        </TextLink>
        {cost > 0 && (
          <Text span size="xs" c="dimmed" data-figures>
            {dollars(cost)}
          </Text>
        )}
      </Group>
      <div className={classes.rate}>
        <b>{passRate === null ? '–' : percent(passRate)}</b>
        <Text span size="xs" c="dimmed">
          {passRate === null ? 'no verdict yet' : 'pass'}
          {passRateInterval && `, ${Math.round(passRateInterval.low * 100)} to ${Math.round(passRateInterval.high * 100)} %`}
          {/* Of zeros and ones the mean is the pass rate again. */}
          {meanScore !== null && Math.abs(meanScore - (passRate ?? NaN)) > 1e-9 && ` · mean ${fixed(meanScore)}`}
        </Text>
      </div>
      <div className={classes.bar} aria-hidden>
        {order
          .filter((grade) => counts[grade] > 0)
          .map((grade) => (
            <button
              key={grade}
              type="button"
              tabIndex={-1}
              data-grade={grade}
              title={`${grades[grade].name}: ${count(counts[grade])}`}
              style={{ flexGrow: counts[grade], flexBasis: 0 }}
              onClick={() => choose(grade)}
            />
          ))}
      </div>
      <Group justify="space-between" gap={8}>
        <div className={classes.counts}>
          {order.map((grade) => (
            <button key={grade} type="button" aria-pressed={isOn(grade)} onClick={() => choose(grade)}>
              {count(counts[grade])} {grades[grade].name.toLowerCase()}
            </button>
          ))}
        </div>
        <Agreement tally={tally} />
      </Group>
    </section>
  );
}

/** Beside its score: how far the judge says what the reviewers said. */
function Agreement({ tally: { version } }: { tally: PageTally }) {
  const note = <AgreementNote kind={version.evaluator.kind} agreement={version.agreement} />;
  if (!version.agreement || version.agreement.rows === 0) return note;
  return (
    <span>
      <Text span size="xs" c="dimmed">
        agrees with reviewers{' '}
      </Text>
      {note}
    </span>
  );
}
