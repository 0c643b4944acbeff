import { Fragment, useMemo, useState } from 'react';
import { comparedLines, type LinePair, type Part } from './compare.ts';
import classes from './diff.module.css';

/** Equal lines that stay on screen around what was changed. */
const around = 3;

interface Stretch {
  pairs: LinePair[];
  folded: boolean;
}

/** Long stretches of equal lines, to be folded away. */
function stretches(pairs: readonly LinePair[]): Stretch[] {
  const near = (at: number) => pairs.slice(Math.max(0, at - around), at + around + 1).some(({ same }) => !same);
  const all: Stretch[] = [];
  pairs.forEach((pair, at) => {
    const folded = !near(at);
    const last = all.at(-1);
    if (last?.folded === folded) last.pairs.push(pair);
    else all.push({ pairs: [pair], folded });
  });
  return all.map((one) => ({ ...one, folded: one.folded && one.pairs.length > 2 }));
}

/** Two texts, line beside line; null where a side has none. */
export function TextDiff({ before, after }: { before: string | null; after: string | null }) {
  const parts = useMemo(() => {
    const whole = (text: string): Part[][] => text.split('\n').map((line) => [{ text: line, changed: false }]);
    if (before === null) return stretches(whole(after ?? '').map((line) => ({ before: null, after: line, same: false })));
    if (after === null) return stretches(whole(before).map((line) => ({ before: line, after: null, same: false })));
    return stretches(comparedLines(before, after));
  }, [before, after]);
  return (
    <div className={classes.text}>
      {parts.map((stretch, at) => (
        <Lines key={at} stretch={stretch} />
      ))}
    </div>
  );
}

function Lines({ stretch: { pairs, folded } }: { stretch: Stretch }) {
  const [open, setOpen] = useState(false);
  if (folded && !open) {
    return (
      <button type="button" className={classes.more} onClick={() => setOpen(true)}>
        {pairs.length} equal lines
      </button>
    );
  }
  return pairs.map((pair, at) => (
    <Fragment key={at}>
      <Line parts={pair.before} same={pair.same} side="before" />
      <Line parts={pair.after} same={pair.same} side="after" />
    </Fragment>
  ));
}

function Line({ parts, same, side }: { parts: Part[] | null; same: boolean; side: 'before' | 'after' }) {
  if (!parts) return <div className={classes.none} data-side={side} />;
  const Changed = side === 'before' ? 'del' : 'ins';
  return (
    <div className={classes.line} data-side={side} data-same={same || undefined}>
      {parts.map(({ text, changed }, at) => (changed && text ? <Changed key={at}>{text}</Changed> : <Fragment key={at}>{text}</Fragment>))}
    </div>
  );
}
