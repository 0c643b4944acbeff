import type { CSSProperties } from 'react';
import { counted } from '../ui/format.ts';
import type { AgreementDetails } from './evaluator-page-documents.ts';
import { percent } from './agreement-words.ts';
import classes from './evaluators.module.css';

const grades = [
  { key: 'PASS', said: 'Right', judged: 'Pass' },
  { key: 'FAIL', said: 'Wrong', judged: 'Fail' },
];

/** What the reviewers said against what the judge said, each pair shaded by its share. */
export function ConfusionTable({ confusion, rows }: Pick<AgreementDetails, 'confusion' | 'rows'>) {
  const countOf = (said: string, judged: string) => confusion.find((one) => one.said === said && one.judged === judged)?.rows ?? 0;
  return (
    <table className={classes.matrix}>
      <caption>Reviewers (lines) against this evaluator (columns)</caption>
      <thead>
        <tr>
          <td style={{ background: 'none', minWidth: 0, height: 'auto' }} />
          {grades.map(({ key, judged }) => (
            <th key={key} scope="col">
              {judged}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grades.map(({ key: said, said: word }) => (
          <tr key={said}>
            <th scope="row">{word}</th>
            {grades.map(({ key: judged }) => {
              const count = countOf(said, judged);
              const share = rows === 0 ? 0 : count / rows;
              const shade = said === judged ? 'var(--mantine-color-teal-6)' : 'var(--mantine-color-red-6)';
              return (
                <td key={judged} style={{ '--share': share, '--shade': shade } as CSSProperties} title={counted(count, 'row')}>
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
