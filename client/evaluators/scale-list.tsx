import { shown, type Anchor } from './describe-evaluator.ts';
import classes from './evaluators.module.css';

/** What a judge's scores mean; those that pass are marked. */
export function ScaleList({ scale, passAt }: { scale: readonly Anchor[]; passAt: number }) {
  return (
    <ul className={classes.scale}>
      {scale.map(({ score, meaning }) => (
        <li key={score} data-passes={score >= passAt || undefined}>
          <b>
            {shown(score)}
            {score >= passAt && <span className="visually-hidden"> passes</span>}
          </b>
          <span>{meaning}</span>
        </li>
      ))}
    </ul>
  );
}
