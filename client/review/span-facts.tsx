import { Anchor, Badge, Group, Text, Tooltip } from '@mantine/core';
import { IconBinaryTree2, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useProject } from '../app/project.tsx';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { dollars, duration } from '../ui/format.ts';

export const SpanFacts_span = graphql(`
  fragment SpanFacts_span on Span {
    id
    traceId
    name
    status
    error
    model
    promptName
    promptVersion
    startedAt
    durationMs
    cost
    feedback
    feedbackNote
    scores {
      name
      value
    }
    tags
  }
`);

/** Where a row came from: the call that made it, at a glance, and the way to its trace. */
export function SpanFacts({ span: ref }: { span: FragmentOf<typeof SpanFacts_span> }) {
  const span = readFragment(SpanFacts_span, ref);
  const { slug } = useProject();
  const facts = [
    span.model,
    span.promptName && `${span.promptName}${span.promptVersion ? ` · ${span.promptVersion}` : ''}`,
    span.durationMs !== null && duration(span.durationMs),
    span.cost !== null && dollars(span.cost),
  ].filter((fact): fact is string => Boolean(fact));
  const happy = span.feedback === 'POSITIVE';

  return (
    <Group gap={6} wrap="wrap" role="group" aria-label="The call this row was made from">
      {span.status === 'ERROR' && (
        <Tooltip label={span.error ?? 'The call failed'}>
          <Badge color="red">failed</Badge>
        </Tooltip>
      )}
      {span.feedback && span.feedback !== 'NEUTRAL' && (
        <Tooltip label={span.feedbackNote || 'No note was left'} multiline maw={320}>
          <Badge color={happy ? 'teal' : 'orange'} leftSection={happy ? <IconThumbUp size={12} /> : <IconThumbDown size={12} />}>
            {span.feedbackNote ? `“${span.feedbackNote}”` : happy ? 'liked' : 'disliked'}
          </Badge>
        </Tooltip>
      )}
      {span.scores.map((score) => (
        <Badge key={score.name} color={score.value < 0.5 ? 'orange' : 'gray'}>
          {score.name} {Math.round(score.value * 100) / 100}
        </Badge>
      ))}
      {facts.map((fact) => (
        <Text key={fact} size="xs" c="dimmed" component="span">
          {fact}
        </Text>
      ))}
      <Anchor
        size="xs"
        renderRoot={(props) => (
          <Link
            {...props}
            to="/p/$project/monitor"
            params={{ project: slug }}
            search={{ trace: span.traceId, span: span.id }}
            target="_blank"
          />
        )}
      >
        <Group gap={4} wrap="nowrap" component="span">
          <IconBinaryTree2 size={13} /> Trace
        </Group>
      </Anchor>
    </Group>
  );
}
