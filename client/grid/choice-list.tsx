import { Loader } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { Column } from '../app/dataset.tsx';
import { CellView } from '../cells/cell-view.tsx';
import type { Json } from '../graphql/graphql.ts';
import classes from './cell-editor.module.css';

interface Props {
  column: Column;
  value: Json;
  saving: boolean;
  onChoose: (value: Json) => void;
}

/** The values of a label (or yes and no): arrows move, Enter or the number chooses. */
export function ChoiceList({ column, value, saving, onChoose }: Props) {
  const values: Json[] =
    column.type === 'BOOLEAN' ? [true, false] : column.options.filter((option) => !option.retired).map((option) => option.value);
  const choices: Json[] = [...values, null];

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const number = Number(event.key);
    if (number >= 1 && number <= values.length) return onChoose(values[number - 1] ?? null);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + (event.key === 'ArrowDown' ? 1 : -1) + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div role="listbox" aria-label={column.key} onKeyDown={onKeyDown}>
      {choices.map((choice) => (
        <button
          key={String(choice)}
          type="button"
          role="option"
          aria-selected={choice === value}
          className={classes.choice}
          disabled={saving}
          data-autofocus={choice === value || undefined}
          onClick={() => (choice === value ? undefined : onChoose(choice))}
        >
          {choice === null ? <span>Clear</span> : <CellView column={column} value={choice} />}
          {choice === value && (saving ? <Loader size={13} /> : <IconCheck size={14} />)}
        </button>
      ))}
    </div>
  );
}
