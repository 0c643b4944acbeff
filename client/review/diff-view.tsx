import classes from './form.module.css';
import { wordDiff } from './word-diff.ts';

/** Two texts as one: what went and what came. */
export function DiffView({ before, after }: { before: string; after: string }) {
  return (
    <div className={classes.diff}>
      {wordDiff(before, after).map((part, at) => {
        if (part.added) return <ins key={at}>{part.value}</ins>;
        return part.removed ? <del key={at}>{part.value}</del> : <span key={at}>{part.value}</span>;
      })}
    </div>
  );
}
