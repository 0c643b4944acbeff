import { Group, Text } from '@mantine/core';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { Facts, Section } from '../ui/section.tsx';
import { FeedbackIcon } from './span-summary.tsx';

export const SpanJudgement_span = graphql(`
  fragment SpanJudgement_span on Span {
    feedback
    feedbackNote
    scores {
      name
      value
    }
  }
`);

/** What was thought of it: the end user's feedback, and scores. */
export function SpanJudgement({ span }: { span: FragmentOf<typeof SpanJudgement_span> }) {
  const { feedback, feedbackNote, scores } = readFragment(SpanJudgement_span, span);
  if (!feedback && scores.length === 0) return null;
  return (
    <Section title="Feedback and scores">
      {feedback && (
        <Group gap={8} mb={scores.length > 0 ? 'xs' : 0} wrap="nowrap">
          <FeedbackIcon feedback={feedback} />
          <Text size="sm">{feedbackNote ?? feedback.toLowerCase()}</Text>
        </Group>
      )}
      <Facts
        facts={scores.map(({ name, value }) => [
          name,
          <Text key={name} span size="sm" fw={550} c={value < 0.5 ? 'red' : undefined}>
            {Number(value.toFixed(3))}
          </Text>,
        ])}
      />
    </Section>
  );
}
