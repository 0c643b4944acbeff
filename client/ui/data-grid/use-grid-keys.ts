import type { KeyboardEvent } from 'react';
import type { CellPosition } from './types.ts';

interface Keys {
  active: CellPosition;
  rows: number;
  columns: number;
  /** Rows that fit on the screen. */
  page: number;
  move: (to: CellPosition, extend: boolean) => void;
  open: () => void;
  edit: () => boolean;
  select?: () => void;
}

/** What a key does in a grid: where the active cell goes, or what happens to it. Null when the key is none of ours. */
export function target(
  key: string,
  { active, rows, columns, page }: Pick<Keys, 'active' | 'rows' | 'columns' | 'page'>,
  jump: boolean,
): CellPosition | null {
  const within = (row: number, column: number): CellPosition => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  });
  switch (key) {
    case 'ArrowDown':
      return within(jump ? rows - 1 : active.row + 1, active.column);
    case 'ArrowUp':
      return within(jump ? 0 : active.row - 1, active.column);
    case 'ArrowRight':
      return within(active.row, jump ? columns - 1 : active.column + 1);
    case 'ArrowLeft':
      return within(active.row, jump ? 0 : active.column - 1);
    case 'PageDown':
      return within(active.row + page, active.column);
    case 'PageUp':
      return within(active.row - page, active.column);
    case 'Home':
      return within(jump ? 0 : active.row, 0);
    case 'End':
      return within(jump ? rows - 1 : active.row, columns - 1);
    default:
      return null;
  }
}

/** Keyboard handling of a grid whose container has the focus. */
export function gridKeyHandler(keys: Keys) {
  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || keys.rows === 0) return;
    const to = target(event.key, keys, event.ctrlKey || event.metaKey);
    if (to) keys.move(to, event.shiftKey && to.row !== keys.active.row);
    else if (event.key === 'F2') keys.edit();
    else if (event.key === 'Enter') {
      if (event.shiftKey || !keys.edit()) keys.open();
    } else if (event.key === ' ' && keys.select) keys.select();
    else return;
    event.preventDefault();
  };
}
