import {
  IconBolt,
  IconBrain,
  IconCircleDashed,
  IconFileSearch,
  IconMoodNeutral,
  IconShieldCheck,
  IconThumbDown,
  IconThumbUp,
  IconTool,
  IconVector,
  type IconProps,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Scalar } from '../graphql/graphql.ts';
import classes from './span-summary.module.css';

type Kind = Scalar<'SpanKind'>;

const kinds: Record<Kind, { label: string; Icon: ComponentType<IconProps>; color: string }> = {
  MODEL: { label: 'Model call', Icon: IconBrain, color: 'petrol' },
  TOOL: { label: 'Tool', Icon: IconTool, color: 'orange' },
  RETRIEVAL: { label: 'Retrieval', Icon: IconFileSearch, color: 'blue' },
  EMBEDDING: { label: 'Embedding', Icon: IconVector, color: 'violet' },
  FUNCTION: { label: 'Function', Icon: IconBolt, color: 'yellow' },
  GUARDRAIL: { label: 'Guardrail', Icon: IconShieldCheck, color: 'pink' },
  OTHER: { label: 'Other', Icon: IconCircleDashed, color: 'gray' },
};

/** What kind of step a span is. */
export function KindIcon({ kind, size = 15 }: { kind: Kind; size?: number }) {
  const { label, Icon, color } = kinds[kind];
  return <Icon size={size} stroke={1.7} color={`var(--mantine-color-${color}-text)`} aria-label={label} className={classes.icon} />;
}

export const kindName = (kind: Kind): string => kinds[kind].label;

/** Whether a span worked, as a dot with words behind it. */
export function StatusDot({ status, error }: { status: Scalar<'SpanStatus'>; error: string | null }) {
  return (
    <span
      className={classes.dot}
      data-status={status}
      role="img"
      aria-label={status === 'OK' ? 'ok' : `error: ${error ?? ''}`}
      title={error ?? undefined}
    />
  );
}

/** What the end user thought. */
export function FeedbackIcon({ feedback, note }: { feedback: Scalar<'Feedback'> | null; note?: string | null }) {
  if (!feedback) return null;
  const title = note ?? undefined;
  if (feedback === 'POSITIVE') return <IconThumbUp size={15} color="var(--mantine-color-teal-text)" aria-label="positive" title={title} />;
  if (feedback === 'NEGATIVE') return <IconThumbDown size={15} color="var(--mantine-color-red-text)" aria-label="negative" title={title} />;
  return <IconMoodNeutral size={15} color="var(--mantine-color-dimmed)" aria-label="neutral" title={title} />;
}

/** The lowest score, since that is the one to look at, and how many others there are. */
export function Scores({ scores }: { scores: readonly { name: string; value: number }[] }) {
  const [lowest, ...others] = [...scores].sort((a, b) => a.value - b.value);
  if (!lowest) return null;
  return (
    <span className={classes.scores} title={scores.map(({ name, value }) => `${name}: ${value}`).join('\n')}>
      <span className={classes.value} data-low={lowest.value < 0.5 || undefined}>
        {Number(lowest.value.toFixed(2))}
      </span>
      <span className={classes.name}>{lowest.name}</span>
      {others.length > 0 && <span className={classes.name}>+{others.length}</span>}
    </span>
  );
}
