import { Title } from '@mantine/core';
import { percent } from '../evaluators/agreement-words.ts';
import { count } from '../ui/format.ts';
import type { ComparedGroup } from './compare-documents.ts';
import { plotSpan, points, pWords } from './compare-words.ts';
import { Forest } from './forest.tsx';
import plot from '../ui/plot-table.module.css';
import classes from './evaluations.module.css';

interface Props {
  title: string;
  groups: readonly ComparedGroup[];
  /** The group whose rows are shown. */
  label: string | undefined;
  onLabel: (label: string | undefined) => void;
}

/** The difference in each group with its interval; a group's name shows its rows. */
export function GroupPlot({ title, groups, label, onLabel }: Props) {
  const span = plotSpan(groups.map(({ passRate }) => passRate));
  return (
    <section className={classes.panel} aria-label={`By ${title}`}>
      <Title order={2} size="h3" mb={4}>
        By {title}
      </Title>
      <div style={{ overflowX: 'auto' }}>
        <table className={plot.plot}>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              <th scope="col" title="Rows on which both came to a pass or a fail, of all">
                Judged
              </th>
              <th scope="col" className={plot.less}>
                Passes
              </th>
              <th scope="col" className={plot.wide}>
                <span className={classes.axis}>
                  <span>{points(-span)}</span>
                  <span className={plot.less}>points</span>
                  <span>{points(span)}</span>
                </span>
              </th>
              <th scope="col">Difference</th>
              <th scope="col" className={plot.less}>
                p, among all groups
              </th>
              <th scope="col" className={plot.less}>
                Better / worse
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Line
                key={group.label ?? ''}
                group={group}
                span={span}
                open={group.label !== null && group.label === label}
                onOpen={() => onLabel(group.label === label ? undefined : (group.label ?? undefined))}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ group, span, open, onOpen }: { group: ComparedGroup; span: number; open: boolean; onOpen: () => void }) {
  const { label, rows, passRate, adjustedP, better, worse } = group;
  return (
    <tr data-open={open || undefined}>
      <td>
        {label === null ? (
          'no label'
        ) : (
          <button type="button" className={plot.link} aria-pressed={open} onClick={onOpen}>
            {label}
          </button>
        )}
      </td>
      <td>
        {count(passRate?.n ?? 0)} of {count(rows)}
      </td>
      <td className={plot.less}>{passRate ? `${percent(passRate.before)} → ${percent(passRate.after)}` : '–'}</td>
      <td className={plot.wide}>{passRate && <Forest difference={passRate} span={span} p={adjustedP} />}</td>
      <td>
        {passRate
          ? `${points(passRate.difference)}${passRate.interval ? ` (${points(passRate.interval.low)} to ${points(passRate.interval.high)})` : ''}`
          : '–'}
      </td>
      <td className={plot.less}>{adjustedP === null ? '–' : pWords(adjustedP)}</td>
      <td className={plot.less}>
        {count(better)} / {count(worse)}
      </td>
    </tr>
  );
}
