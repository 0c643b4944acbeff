import { Badge, Text } from '@mantine/core';
import { numberOf } from '../app/ids.ts';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { GradeBadge } from '../evaluators/grade-badge.tsx';
import { AnswerDiff } from './answer-diff.tsx';
import type { Change, ComparedRow, ComparedSide, Comparison } from './compare-documents.ts';
import { changeNames } from './overall-view.tsx';
import { inputsLine, line } from './result-text.ts';
import classes from './evaluations.module.css';

const colors: Record<Change, string> = { BETTER: 'teal', WORSE: 'red', SAME: 'gray', UNKNOWN: 'gray' };

const verdictOf = (side: ComparedSide, evaluatorId: string) => side.scores.find((one) => one.evaluatorVersion.evaluator.id === evaluatorId);

function Verdict({ side, evaluatorId, name }: { side: ComparedSide; evaluatorId: string; name: string }) {
  const said = verdictOf(side, evaluatorId);
  return (
    <span title={said?.reason}>
      <span className="visually-hidden">{name}: </span>
      {said ? (
        <GradeBadge grade={said.grade} score={said.score} />
      ) : (
        <Text span size="xs" c="dimmed">
          no verdict
        </Text>
      )}
    </span>
  );
}

interface LineProps {
  row: ComparedRow;
  evaluatorId: string;
  dataset: Comparison['after']['dataset'];
}

/** A row in both evaluations: what became of it, and both answers beside each other. */
export function ComparedLine({ row: { change, changed, before, after }, evaluatorId, dataset }: LineProps) {
  const { slug } = useProject();
  const reason = verdictOf(after, evaluatorId)?.reason;
  return (
    <li>
      <div className={classes.rowHead}>
        <Badge color={colors[change]} size="sm">
          {changeNames[change]}
        </Badge>
        <Verdict side={before} evaluatorId={evaluatorId} name="Before" />
        <span aria-hidden>→</span>
        <Verdict side={after} evaluatorId={evaluatorId} name="After" />
        <TextLink
          size="sm"
          to="/p/$project/d/$dataset/grid"
          params={{ project: slug, dataset: numberOf(dataset.id) }}
          search={{ row: after.rowId }}
        >
          Row {numberOf(after.rowId)}
        </TextLink>
        <Text span size="sm" c="dimmed" truncate flex="1 1 200px" miw={0}>
          {inputsLine(after.inputs, dataset.columns)}
        </Text>
        {changed && (
          <Badge color="yellow" size="sm" title="The row was changed between the two evaluations">
            row changed
          </Badge>
        )}
      </div>
      <AnswerDiff before={before.error ?? before.output} after={after.error ?? after.output} names={['Before', 'After']} />
      {reason && (
        <Text size="xs" c="dimmed" mt={6}>
          {line(reason)}
        </Text>
      )}
    </li>
  );
}
