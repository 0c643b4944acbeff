import { useState } from 'react';
import type { Column } from '../app/dataset.tsx';
import { fromText } from '../cells/values.ts';
import type { Json } from '../graphql/graphql.ts';

/** What was typed for several columns, and what it comes to as values. */
export function useTypedValues(columns: readonly Column[]) {
  const [texts, setTexts] = useState<Record<string, string>>({});
  const [problems, setProblems] = useState<Record<string, string>>({});

  /** The values of the columns that were touched; null, with the problems shown, when one does not fit. */
  function read(): Record<string, Json> | null {
    const values: Record<string, Json> = {};
    const found: Record<string, string> = {};
    for (const column of columns) {
      const text = texts[column.key];
      if (text === undefined) continue;
      const typed = fromText(text, column.type);
      if (typed.problem === undefined) values[column.key] = typed.value ?? null;
      else found[column.key] = typed.problem;
    }
    setProblems(found);
    return Object.keys(found).length > 0 ? null : values;
  }
  const set = (key: string, text: string) => setTexts((old) => ({ ...old, [key]: text }));
  const drop = (key: string) => setTexts(({ [key]: _dropped, ...rest }) => rest);
  const refuse = (key: string, problem: string) => setProblems({ [key]: problem });
  return { texts, problems, set, drop, read, refuse };
}
