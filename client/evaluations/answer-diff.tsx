import { TextDiff } from '../prompts/text-diff.tsx';
import type { Json } from '../graphql/graphql.ts';
import classes from './evaluations.module.css';

/** An answer as text: JSON in lines, so that they can be told apart. */
export const answerText = (value: Json): string =>
  typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value, null, 2);

interface Props {
  before: Json;
  after: Json;
  names: [before: string, after: string];
}

/** Two answers beside each other, with what differs marked. */
export function AnswerDiff({ before, after, names }: Props) {
  return (
    <div className={classes.diff}>
      <div className={classes.sides}>
        {names.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <TextDiff before={answerText(before)} after={answerText(after)} />
    </div>
  );
}
