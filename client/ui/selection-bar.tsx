import { CloseButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { count } from './format.ts';
import classes from './selection-bar.module.css';

interface Props {
  /** How many are selected; with `exact` false at least so many. */
  selected: { value: number; exact: boolean };
  /** How many the filter has; offered while not all of them are selected. */
  total: { value: number; exact: boolean } | null;
  onSelectAll: () => void;
  onClear: () => void;
  children: ReactNode;
}

const text = ({ value, exact }: Props['selected']): string => `${count(value)}${exact ? '' : '+'}`;

/** What can be done with what is selected; floats above the list's end. */
export function SelectionBar({ selected, total, onSelectAll, onClear, children }: Props) {
  useHotkeys([['Escape', onClear]]);
  if (selected.value === 0) return null;
  return (
    <div className={classes.bar} role="toolbar" aria-label="Selection">
      <span className={classes.count}>{text(selected)} selected</span>
      {total && total.value > selected.value && (
        <button type="button" className={classes.all} onClick={onSelectAll}>
          Select all {text(total)}
        </button>
      )}
      {children}
      <CloseButton size="sm" aria-label="Clear the selection" onClick={onClear} />
    </div>
  );
}
