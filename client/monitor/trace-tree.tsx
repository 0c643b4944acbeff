import { graphql, type ResultOf } from '../graphql/graphql.ts';
import { duration } from '../ui/format.ts';
import { KindIcon, StatusDot } from './span-summary.tsx';
import { treeOf } from './trace-order.ts';
import classes from './trace-tree.module.css';

export const TraceTree_span = graphql(`
  fragment TraceTree_span on Span {
    id
    spanId
    parentSpanId
    name
    kind
    status
    error
    startedAt
    durationMs
  }
`);
type TraceSpan = ResultOf<typeof TraceTree_span>;

interface Props {
  spans: readonly TraceSpan[];
  currentId: string;
  onOpen: (id: string) => void;
}

/** The steps of a trace as a tree, each with its part of the whole time. */
export function TraceTree({ spans, currentId, onOpen }: Props) {
  const begin = Math.min(...spans.map((span) => Date.parse(span.startedAt)));
  const end = Math.max(...spans.map((span) => Date.parse(span.startedAt) + (span.durationMs ?? 0)));
  const whole = Math.max(1, end - begin);
  const percent = (milliseconds: number) => `${(milliseconds / whole) * 100}%`;
  return (
    <ol className={classes.tree}>
      {treeOf(spans).map(({ span, depth }) => (
        <li key={span.id}>
          <button type="button" className={classes.step} aria-current={span.id === currentId || undefined} onClick={() => onOpen(span.id)}>
            <span className={classes.name} style={{ paddingLeft: Math.min(depth, 8) * 16 }}>
              <KindIcon kind={span.kind} />
              <span>{span.name}</span>
              {span.status === 'ERROR' && <StatusDot status={span.status} error={span.error} />}
            </span>
            <span className={classes.lane} aria-hidden>
              <span
                className={classes.bar}
                data-status={span.status}
                style={{ left: percent(Date.parse(span.startedAt) - begin), width: `max(3px, ${percent(span.durationMs ?? 0)})` }}
              />
            </span>
            <span className={classes.time}>{duration(span.durationMs)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
