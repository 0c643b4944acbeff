import { Group, Text } from '@mantine/core';
import { configOf } from '../evaluators/kinds.ts';
import { VerdictView } from '../evaluators/verdict-view.tsx';
import { asText, dollars, duration } from '../ui/format.ts';
import { LabelBadge } from '../ui/label-badge.tsx';
import { Facts, Section } from '../ui/section.tsx';
import { TextBlock } from '../ui/text-block.tsx';
import { AnswerDiff, answerText } from './answer-diff.tsx';
import type { PageEvaluation } from './evaluation-documents.ts';
import type { FullResult } from './result-documents.ts';
import classes from './evaluations.module.css';

/** What was given, what was answered, and what each evaluator said of it. */
export function ResultFull({ result, evaluation }: { result: FullResult; evaluation: PageEvaluation }) {
  const { expected, logged, output, answered, labels, scores, error } = result;
  const fresh = evaluation.promptVersion !== null;
  const tokens = result.tokensIn === null && result.tokensOut === null ? null : `${result.tokensIn ?? 0} in, ${result.tokensOut ?? 0} out`;
  const hasExpected = answerText(expected) !== '';
  return (
    <>
      {error && (
        <Section title="It failed">
          <div className={classes.error}>{error}</div>
        </Section>
      )}
      <Section title="Verdicts">
        <div className={classes.stack}>
          {evaluation.evaluators.map(({ version }) => {
            const said = scores.find((one) => one.evaluatorVersionId === version.id);
            const name = version.evaluator.name;
            return said ? (
              <VerdictView key={version.id} {...said} title={name} />
            ) : (
              <Text key={version.id} size="sm" c="dimmed">
                {name}: nothing yet
              </Text>
            );
          })}
        </div>
      </Section>
      {answered && (
        <Section title={fresh ? 'New output' : 'Output'}>
          <TextBlock value={output} />
        </Section>
      )}
      {answered && hasExpected && (
        <Section title="Against what was expected">
          <AnswerDiff before={expected} after={output} names={['Expected', fresh ? 'New output' : 'Output']} />
        </Section>
      )}
      {fresh && (
        <Section title="Against what was logged">
          {answered ? <AnswerDiff before={logged} after={output} names={['Logged', 'New output']} /> : <TextBlock value={logged} />}
        </Section>
      )}
      {Object.entries(configOf(result.inputs)).map(([key, value]) => (
        <Section key={key} title={key}>
          <TextBlock value={value} />
        </Section>
      ))}
      <Section title="About">
        <Facts
          facts={[
            ['Took', result.latencyMs === null ? null : duration(result.latencyMs)],
            ['Tokens', tokens],
            ['Cost', result.cost === null ? null : dollars(result.cost)],
            ['Row today', result.row ? (result.row.version === result.rowVersion ? 'as it was then' : 'changed since') : 'removed'],
            [
              'Labels then',
              Object.keys(configOf(labels)).length > 0 && (
                <Group gap={4}>
                  {Object.entries(configOf(labels)).map(([key, value]) => (
                    <LabelBadge key={key} value={`${key}: ${asText(value)}`} />
                  ))}
                </Group>
              ),
            ],
          ]}
        />
      </Section>
    </>
  );
}
