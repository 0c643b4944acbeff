import { Badge } from '@mantine/core';
import { numberOf } from '../app/ids.ts';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { GradeBadge } from '../evaluators/grade-badge.tsx';
import { asText } from '../ui/format.ts';
import { Markdown } from '../ui/markdown.tsx';
import type { BlockedRow } from './verdict-documents.ts';
import classes from './verdict.module.css';

/** A row by which a version fails: what it answers, what was logged, and what evaluators say of it. */
export function BlockedRowCard({ row: { rowId, row, output, logged, error, scores } }: { row: BlockedRow }) {
  const { slug } = useProject();
  const name = `Row ${numberOf(rowId)}`;
  return (
    <li className={classes.row}>
      <div className={classes.rowHead}>
        {row ? (
          <TextLink
            size="sm"
            fw={600}
            to="/p/$project/d/$dataset/grid"
            params={{ project: slug, dataset: numberOf(row.dataset.id) }}
            search={{ row: rowId }}
          >
            {name}
          </TextLink>
        ) : (
          <b>{name}, which is gone</b>
        )}
        {row?.status === 'EMPTY' && (
          <Badge size="sm" color="blue">
            in the queue
          </Badge>
        )}
      </div>
      {error && <p className={classes.why}>{error}</p>}
      <dl className={classes.texts}>
        <div>
          <dt>Answers</dt>
          <dd>{said(output)}</dd>
        </div>
        <div>
          <dt>Was logged</dt>
          <dd>{said(logged)}</dd>
        </div>
      </dl>
      {scores.length > 0 && (
        <ul className={classes.scores}>
          {inOrder(scores).map(({ evaluator, grade, score, reason }, at) => (
            <li key={at}>
              <span className={classes.grade}>
                <GradeBadge grade={grade} score={score} /> <b>{evaluator?.name ?? 'An evaluator that is gone'}</b>
              </span>
              {reason && grade !== 'PASS' && <p>{reason}</p>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

const said = (value: BlockedRow['output']) => (asText(value).trim() ? <Markdown text={asText(value)} /> : <i>nothing</i>);

const order = ['FAIL', 'UNKNOWN', 'PASS'];

/** Why it blocks comes first. */
const inOrder = (scores: BlockedRow['scores']) => [...scores].sort((a, b) => order.indexOf(a.grade) - order.indexOf(b.grade));
