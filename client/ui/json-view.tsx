import { useState } from 'react';
import classes from './json-view.module.css';

interface Props {
  value: unknown;
  /** How many levels are open at first. */
  open?: number;
}

/** JSON as a tree that opens and closes. */
export function JsonView({ value, open = 2 }: Props) {
  return (
    <div className={classes.tree}>
      <Node value={value} open={open} last />
    </div>
  );
}

function Node({ name, value, open, last }: { name?: string; value: unknown; open: number; last: boolean }) {
  const [shown, setShown] = useState(open > 0);
  const key = name !== undefined && <span className={classes.key}>{name}: </span>;
  if (typeof value !== 'object' || value === null) {
    return (
      <div className={classes.line}>
        {key}
        <Leaf value={value} />
        {!last && ','}
      </div>
    );
  }
  const isList = Array.isArray(value);
  const entries: [string | undefined, unknown][] = isList ? value.map((one) => [undefined, one]) : Object.entries(value);
  const [begin, end] = isList ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    return (
      <div className={classes.line}>
        {key}
        {begin}
        {end}
        {!last && ','}
      </div>
    );
  }
  return (
    <div className={classes.line}>
      <button type="button" className={classes.toggle} aria-expanded={shown} onClick={() => setShown(!shown)}>
        <span className={classes.arrow} data-open={shown || undefined} aria-hidden />
        {key}
        {begin}
        {!shown && (
          <span className={classes.folded}>
            {entries.length} {isList ? 'items' : 'keys'}
          </span>
        )}
        {!shown && `${end}${last ? '' : ','}`}
      </button>
      {shown && (
        <>
          <div className={classes.inside}>
            {entries.map(([at, one], index) => (
              <Node key={at ?? index} name={at} value={one} open={open - 1} last={index === entries.length - 1} />
            ))}
          </div>
          {end}
          {!last && ','}
        </>
      )}
    </div>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === 'string') return <span className={classes.text}>{JSON.stringify(value)}</span>;
  return <span className={value === null ? classes.null : classes.number}>{String(value)}</span>;
}
