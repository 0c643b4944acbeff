import { Group, Text } from '@mantine/core';
import { numberOf } from '../app/ids.ts';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { asText } from '../ui/format.ts';
import { LabelBadge } from '../ui/label-badge.tsx';
import type { Disagreement } from './evaluator-page-documents.ts';
import { GradeBadge } from './grade-badge.tsx';
import { configOf } from './kinds.ts';
import classes from './evaluators.module.css';

interface Props {
  rows: readonly Disagreement[];
  versionId: string;
  /** The column in which the reviewers said it. */
  column: string;
  datasetId: string;
}

/** Rows on which the two disagree, with what each of them said. */
export function Disagreements({ rows, versionId, column, datasetId }: Props) {
  const { slug } = useProject();
  return (
    <ul className={classes.opinions} aria-label="Disagreements">
      {rows.map(({ id, rowId, inputs, output, labels, scores }) => {
        const said = configOf(labels)[column];
        const judged = scores.find((one) => one.evaluatorVersionId === versionId);
        const first = Object.values(configOf(inputs)).map(asText).find(Boolean) ?? '';
        return (
          <li key={id}>
            <Group gap="xs" wrap="nowrap">
              <TextLink
                size="sm"
                fw={550}
                style={{ flex: 'none' }}
                to="/p/$project/d/$dataset/grid"
                params={{ project: slug, dataset: numberOf(datasetId) }}
                search={{ row: rowId }}
              >
                Row {numberOf(rowId)}
              </TextLink>
              <Text size="sm" c="dimmed" truncate>
                {first.slice(0, 300)}
              </Text>
            </Group>
            <Text size="sm" lineClamp={3} mt={4}>
              {asText(output).slice(0, 800) || 'no output'}
            </Text>
            <div className={classes.said}>
              <div>
                <span className={classes.quiet}>Reviewer</span>
                <div>
                  <LabelBadge value={asText(said) || 'nothing'} color={said === 'correct' ? 'teal' : 'red'} />
                </div>
              </div>
              {judged && (
                <div>
                  <span className={classes.quiet}>This evaluator</span>
                  <div>
                    <GradeBadge grade={judged.grade} score={judged.score} />
                  </div>
                  <Text size="xs" mt={4}>
                    {judged.reason}
                  </Text>
                </div>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
