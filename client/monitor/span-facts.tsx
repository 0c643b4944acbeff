import { Anchor, Group } from '@mantine/core';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { count, dollars, duration } from '../ui/format.ts';
import { LabelBadge } from '../ui/label-badge.tsx';
import { Facts } from '../ui/section.tsx';
import type { SpanSearch } from './span-search.ts';
import { kindName } from './span-summary.tsx';

export const SpanFacts_span = graphql(`
  fragment SpanFacts_span on Span {
    kind
    traceId
    startedAt
    durationMs
    model
    provider
    promptName
    promptVersion
    tokensIn
    tokensOut
    cost
    sessionId
    endUserId
    tags
  }
`);

interface Props {
  span: FragmentOf<typeof SpanFacts_span>;
  onFilter: (change: Partial<SpanSearch>) => void;
}

/** The figures of a span. What other spans share can be filtered by. */
export function SpanFacts({ span: masked, onFilter }: Props) {
  const span = readFragment(SpanFacts_span, masked);
  const link = (text: string | null, change: Partial<SpanSearch>): ReactNode =>
    text && (
      <Anchor component="button" type="button" size="sm" ta="left" title="Show the spans that share it" onClick={() => onFilter(change)}>
        {text}
      </Anchor>
    );
  const tokens =
    span.tokensIn === null && span.tokensOut === null ? null : `${count(span.tokensIn ?? 0)} in, ${count(span.tokensOut ?? 0)} out`;
  const tags = span.tags.length > 0 && (
    <Group gap={4}>
      {span.tags.map((tag) => (
        <LabelBadge key={tag} value={tag} />
      ))}
    </Group>
  );
  return (
    <Facts
      facts={[
        ['Started', dayjs(span.startedAt).format('ddd D MMM YYYY, HH:mm:ss.SSS')],
        ['Duration', span.durationMs === null ? null : duration(span.durationMs)],
        ['Kind', kindName(span.kind)],
        ['Model', link(span.model, { model: span.model ? [span.model] : undefined })],
        ['Provider', span.provider],
        ['Prompt', link(span.promptName, { prompt: span.promptName ? [span.promptName] : undefined })],
        ['Prompt version', span.promptVersion],
        ['Tokens', tokens],
        ['Cost', span.cost === null ? null : dollars(span.cost)],
        ['Session', link(span.sessionId, { session: span.sessionId ?? undefined })],
        ['End user', span.endUserId],
        ['Trace', link(span.traceId, { trace: span.traceId })],
        ['Tags', tags],
      ]}
    />
  );
}
