import { Text } from '@mantine/core';
import { graphql, type ResultOf } from '../graphql/graphql.ts';
import type { GridColumn } from '../ui/data-grid/types.ts';
import { dollars, duration } from '../ui/format.ts';
import { LabelBadge } from '../ui/label-badge.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { FeedbackIcon, KindIcon, Scores, StatusDot } from './span-summary.tsx';

export const SpanRow_span = graphql(`
  fragment SpanRow_span on Span {
    id
    name
    kind
    status
    error
    startedAt
    durationMs
    model
    promptName
    promptVersion
    inputText
    outputText
    tokensIn
    tokensOut
    cost
    feedback
    feedbackNote
    tags
    scores {
      name
      value
    }
  }
`);
export type SpanRow = ResultOf<typeof SpanRow_span>;

/** Long texts are cut before they reach the DOM: a cell shows a line. */
export const line = (text: string): string => text.slice(0, 300).replace(/\s+/g, ' ');
const quiet = (text: string | null) => (
  <Text span size="sm" c="dimmed" truncate>
    {text ?? ''}
  </Text>
);

export const spanColumns: GridColumn<SpanRow>[] = [
  {
    id: 'status',
    header: '',
    title: 'Status',
    width: 34,
    minWidth: 30,
    cell: ({ status, error }) => <StatusDot status={status} error={error} />,
  },
  { id: 'startedAt', header: 'Time', width: 92, cell: ({ startedAt }) => <TimeAgo at={startedAt} /> },
  {
    id: 'name',
    header: 'Step',
    width: 188,
    cell: ({ kind, name }) => (
      <>
        <KindIcon kind={kind} />
        <span title={name}>{name}</span>
      </>
    ),
  },
  { id: 'input', header: 'Input', width: 250, minWidth: 120, grow: true, cell: ({ inputText }) => <span>{line(inputText)}</span> },
  {
    id: 'output',
    header: 'Output',
    width: 250,
    minWidth: 120,
    grow: true,
    cell: ({ outputText, error }) =>
      error ? (
        <Text span size="sm" c="red" truncate>
          {line(error)}
        </Text>
      ) : (
        <span>{line(outputText)}</span>
      ),
  },
  {
    id: 'feedback',
    header: 'Fb.',
    title: 'Feedback',
    width: 44,
    minWidth: 36,
    cell: ({ feedback, feedbackNote }) => <FeedbackIcon feedback={feedback} note={feedbackNote} />,
  },
  { id: 'scores', header: 'Scores', width: 138, cell: ({ scores }) => <Scores scores={scores} /> },
  { id: 'model', header: 'Model', width: 130, cell: ({ model }) => quiet(model) },
  {
    id: 'prompt',
    header: 'Prompt',
    width: 156,
    cell: ({ promptName, promptVersion }) => quiet(promptName && [promptName, promptVersion].filter(Boolean).join(' · ')),
  },
  { id: 'duration', header: 'Duration', width: 84, align: 'end', cell: ({ durationMs }) => <span>{duration(durationMs)}</span> },
  {
    id: 'tokens',
    header: 'Tokens',
    width: 92,
    align: 'end',
    cell: ({ tokensIn, tokensOut }) => quiet(tokensIn === null && tokensOut === null ? null : `${tokensIn ?? 0} → ${tokensOut ?? 0}`),
  },
  { id: 'cost', header: 'Cost', width: 96, align: 'end', cell: ({ cost }) => quiet(cost === null ? null : dollars(cost)) },
  { id: 'tags', header: 'Tags', width: 110, cell: ({ tags }) => tags.map((tag) => <LabelBadge key={tag} value={tag} />) },
];
