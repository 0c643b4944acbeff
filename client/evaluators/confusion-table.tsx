import type { CSSProperties } from 'react';
import { counted } from '../ui/format.ts';
import type { AgreementDetails } from './evaluator-page-documents.ts';
import { percent } from './agreement-words.ts';
import classes from './evaluators.module.css';

/** A label, and how it is called where one said it and where the other did. */
export interface ConfusionLabel {
  key: string;
  said: string;
  judged: string;
}

interface Props extends Pick<AgreementDetails, 'confusion' | 'rows'> {
  caption: string;
  labels: readonly ConfusionLabel[];
}

/** What one said (lines) against what the other did (columns), each pair shaded by its share. */
export function ConfusionTable({ caption, labels, confusion, rows }: Props) {
  const countOf = (said: string, judged: string) => confusion.find((one) => one.said === said && one.judged === judged)?.rows ?? 0;
  return (
    <table className={classes.matrix}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <td style={{ background: 'none', minWidth: 0, height: 'auto' }} />
          {labels.map(({ key, judged }) => (
            <th key={key} scope="col">
              {judged}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map(({ key: said, said: word }) => (
          <tr key={said}>
            <th scope="row">{word}</th>
            {labels.map(({ key: judged }) => {
              const count = countOf(said, judged);
              const share = rows === 0 ? 0 : count / rows;
              const shade = said === judged ? 'var(--mantine-color-teal-6)' : 'var(--mantine-color-red-6)';
              return (
                <td
                  key={judged}
                  data-none={count === 0 || undefined}
                  style={{ '--share': share, '--shade': shade } as CSSProperties}
                  title={counted(count, 'row')}
                >
                  <b>{count}</b>
                  <span>{percent(share)}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
