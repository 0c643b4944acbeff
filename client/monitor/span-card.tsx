import { Group, Text } from '@mantine/core';
import { TimeAgo } from '../ui/time-ago.tsx';
import { line, type SpanRow } from './span-columns.tsx';
import { FeedbackIcon, KindIcon, StatusDot } from './span-summary.tsx';

/** A span on a phone: three lines. */
export function SpanCard({ span }: { span: SpanRow }) {
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <StatusDot status={span.status} error={span.error} />
        <KindIcon kind={span.kind} />
        <Text size="sm" fw={550} truncate flex={1}>
          {span.name}
        </Text>
        <FeedbackIcon feedback={span.feedback} note={span.feedbackNote} />
        <Text size="xs" c="dimmed">
          <TimeAgo at={span.startedAt} />
        </Text>
      </Group>
      <Text size="sm" truncate>
        {line(span.inputText)}
      </Text>
      <Text size="xs" c={span.error ? 'red' : 'dimmed'} truncate>
        {line(span.error ?? span.outputText)}
      </Text>
    </>
  );
}
