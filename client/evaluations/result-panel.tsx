import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { numberOf } from '../app/ids.ts';
import { TextLink } from '../app/links.tsx';
import { useProject } from '../app/project.tsx';
import { failureText } from '../graphql/refusal.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { PanelSkeleton } from '../ui/panel-skeleton.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import type { PageEvaluation } from './evaluation-documents.ts';
import { ResultPanel_query } from './result-documents.ts';
import { ResultFull } from './result-full.tsx';

interface Props {
  evaluation: PageEvaluation;
  position: number;
  /** Changes when the row moved: then it is asked for again. */
  moved: string | undefined;
  onClose: () => void;
  onStep: (by: 1 | -1) => void;
}

/** One result in full: what was given, what was answered, what each evaluator said of it and why. */
export function ResultPanel({ evaluation, position, moved, onClose, onStep }: Props) {
  const { slug } = useProject();
  const variables = { id: evaluation.id, after: String(position - 1) };
  const [{ data, error, fetching }, again] = useQuery({ query: ResultPanel_query, variables });
  const known = useRef(moved);
  useEffect(() => {
    if (known.current !== moved) again({ requestPolicy: 'network-only' });
    known.current = moved;
  }, [moved, again]);
  const found = data?.evaluation?.rows.nodes[0];
  const result = found?.position === position ? found : null;
  const title = (
    <Group gap={10} wrap="nowrap">
      <Text fw={620} style={{ flex: 'none' }}>
        Result {position}
      </Text>
      {result?.row && (
        <TextLink
          size="sm"
          truncate
          to="/p/$project/d/$dataset/grid"
          params={{ project: slug, dataset: numberOf(evaluation.dataset.id) }}
          search={{ row: result.rowId }}
        >
          row {numberOf(result.rowId)} in {evaluation.dataset.name}
        </TextLink>
      )}
    </Group>
  );
  const steps = (
    <>
      <Tooltip label="The one before">
        <ActionIcon aria-label="Previous result" size="md" onClick={() => onStep(-1)}>
          <IconChevronUp size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="The next one">
        <ActionIcon aria-label="Next result" size="md" onClick={() => onStep(1)}>
          <IconChevronDown size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  );
  return (
    <SidePanel label="Result" title={title} actions={steps} onClose={onClose}>
      {!result && error && <ErrorState message={failureText(error)} retry={() => again({ requestPolicy: 'network-only' })} />}
      {!result && !error && (fetching ? <PanelSkeleton /> : <EmptyState title="There is no such result" />)}
      {result && <ResultFull result={result} evaluation={evaluation} />}
    </SidePanel>
  );
}
