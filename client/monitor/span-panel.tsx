import { Alert, CopyButton, ActionIcon, Group, Skeleton, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconLink } from '@tabler/icons-react';
import { useQuery } from 'urql';
import { graphql, readFragment } from '../graphql/graphql.ts';
import { failureText } from '../graphql/refusal.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { JsonView } from '../ui/json-view.tsx';
import { Section } from '../ui/section.tsx';
import { PanelSkeleton } from '../ui/panel-skeleton.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { TextBlock } from '../ui/text-block.tsx';
import { SpanFacts, SpanFacts_span } from './span-facts.tsx';
import { SpanInput, SpanInput_span } from './span-input.tsx';
import { SpanJudgement, SpanJudgement_span } from './span-judgement.tsx';
import { SpanRows, SpanRows_span } from './span-rows.tsx';
import { KindIcon, StatusDot } from './span-summary.tsx';
import type { SpanSearch } from './span-search.ts';
import { TraceTree, TraceTree_span } from './trace-tree.tsx';

const SpanPanel_query = graphql(
  `
    query SpanPanel_query($id: ID!) {
      span(id: $id) {
        id
        name
        kind
        status
        error
        output
        attributes
        trace {
          ...TraceTree_span
        }
        ...SpanFacts_span
        ...SpanInput_span
        ...SpanJudgement_span
        ...SpanRows_span
      }
    }
  `,
  [TraceTree_span, SpanFacts_span, SpanInput_span, SpanJudgement_span, SpanRows_span],
);

interface Props {
  id: string;
  onClose: () => void;
  onOpen: (id: string) => void;
  onFilter: (change: Partial<SpanSearch>) => void;
}

/** One span in full, with the trace that it belongs to. */
export function SpanPanel({ id, onClose, onOpen, onFilter }: Props) {
  const [{ data, error, fetching }, again] = useQuery({ query: SpanPanel_query, variables: { id }, requestPolicy: 'cache-and-network' });
  const span = data?.span?.id === id ? data.span : null;
  const trace = readFragment(TraceTree_span, span?.trace ?? []);
  const title = span && (
    <Group gap={8} wrap="nowrap">
      <KindIcon kind={span.kind} size={17} />
      <Text fw={620} truncate>
        {span.name}
      </Text>
      <StatusDot status={span.status} error={span.error} />
    </Group>
  );
  const copy = (
    <CopyButton value={location.href}>
      {({ copied, copy: take }) => (
        <Tooltip label={copied ? 'Copied' : 'Copy a link to this span'}>
          <ActionIcon aria-label="Copy a link to this span" onClick={take} size="md">
            {copied ? <IconCheck size={16} /> : <IconLink size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );

  return (
    <SidePanel label="Span" title={title ?? <Skeleton h={14} w={180} />} actions={copy} onClose={onClose}>
      {error && !span && <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />}
      {!span &&
        !error &&
        (fetching ? (
          <PanelSkeleton />
        ) : (
          <EmptyState title="This span is not here">It may have been removed, or the link is from another project.</EmptyState>
        ))}
      {span && (
        <>
          {span.error && (
            <Alert color="red" radius={0} icon={<IconAlertTriangle size={16} />}>
              {span.error}
            </Alert>
          )}
          <Section title="About">
            <SpanFacts span={span} onFilter={onFilter} />
          </Section>
          <SpanRows span={span} />
          <SpanInput span={span} />
          <Section title="Output">
            <TextBlock value={span.output} />
          </Section>
          <SpanJudgement span={span} />
          {trace.length > 1 && (
            <Section title={`Trace, ${trace.length} steps`}>
              <TraceTree spans={trace} currentId={id} onOpen={onOpen} />
            </Section>
          )}
          <Section title="Attributes">
            <JsonView value={span.attributes} open={3} />
          </Section>
        </>
      )}
    </SidePanel>
  );
}
