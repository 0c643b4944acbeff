import { Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { Column } from '../app/dataset.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import classes from './form.module.css';
import { givable, LabelField } from './label-field.tsx';
import { OtherField } from './other-field.tsx';
import type { Problem, Values } from './review-types.ts';
import { TextField } from './text-field.tsx';

interface Props {
  columns: Column[];
  values: Values;
  output: string | null;
  problem: Problem | null;
  disabled?: boolean;
  onEdit: (values: Values) => void;
}

const digits = Array.from({ length: 9 }, (_, at) => String(at + 1));

/**
 * The answer, made from the dataset's annotation columns. One field is active: digits pick its label and go on to the
 * next label without an answer; arrows move between fields; Enter writes in a text; Escape leaves it.
 */
export function AnnotationForm({ columns, values, output, problem, disabled, onEdit }: Props) {
  const form = useRef<HTMLDivElement>(null);
  const isOpen = (column: Column) => column.type === 'LABEL' && !values[column.key];
  const [chosen, activate] = useState<string | null>(() => null);
  const active = chosen ?? (columns.find(isOpen) ?? columns.find((column) => column.type === 'LABEL') ?? columns[0])?.key;
  const at = columns.findIndex((column) => column.key === active);

  function pick(column: Column, value: string | null) {
    onEdit({ [column.key]: value });
    if (value === null) return activate(column.key);
    const after = [...columns.slice(columns.indexOf(column) + 1), ...columns].find((one) => one !== column && isOpen(one));
    activate(after?.key ?? column.key);
  }

  function digit(number: number) {
    const column = columns[at];
    const option = column?.type === 'LABEL' ? givable(column)[number - 1] : undefined;
    if (column && option && !disabled) pick(column, option.value === values[column.key] ? null : option.value);
  }

  function step(by: number) {
    const column = columns[(at + by + columns.length) % columns.length];
    if (column) activate(column.key);
  }

  const write = () => form.current?.querySelector<HTMLElement>(`[data-field="${columns[at]?.key ?? ''}"]`)?.focus();

  useHotkeys([
    ...digits.map((key): [string, () => void] => [key, () => digit(Number(key))]),
    ['ArrowDown', () => step(1)],
    ['ArrowUp', () => step(-1)],
    ['J', () => step(1)],
    ['K', () => step(-1)],
    ['Enter', write],
  ]);

  return (
    <div className={classes.form} ref={form}>
      {columns.map((column) => {
        const error = problem?.column === column.key ? problem.message : undefined;
        const common = { column, value: values[column.key], disabled, error, onActive: () => activate(column.key) };
        const edit = (value: unknown) => onEdit({ [column.key]: value });
        return (
          <div key={column.id} className={classes.field} data-active={column.key === active || undefined}>
            <div className={classes.fieldName}>{column.title || column.key}</div>
            {column.type === 'LABEL' && <LabelField {...common} active={column.key === active} onPick={(value) => pick(column, value)} />}
            {column.type === 'TEXT' && <TextField {...common} output={output} onChange={edit} />}
            {column.type !== 'LABEL' && column.type !== 'TEXT' && <OtherField {...common} onChange={edit} />}
            {column.type === 'LABEL' && error && <ProblemText size="xs">{error}</ProblemText>}
          </div>
        );
      })}
      {columns.length === 0 && <Text c="dimmed">This dataset has no annotation columns yet. Add them in the grid.</Text>}
    </div>
  );
}
