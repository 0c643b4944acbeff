import { useRef, type CSSProperties, type KeyboardEvent } from 'react';
import type { Column } from '../app/dataset.tsx';
import classes from './form.module.css';

interface Props {
  column: Column;
  value: unknown;
  active: boolean;
  disabled?: boolean;
  onActive: () => void;
  onPick: (value: string | null) => void;
}

/** The options that may still be given, in order; the digit of each is its place. */
export const givable = (column: Column) => column.options.filter((option) => !option.retired);

/** The palette colour of an option, as the style sheet takes it. */
const tint = (color: string): CSSProperties & Record<`--${string}`, string> => ({
  '--option': `var(--mantine-color-${color || 'gray'}-6)`,
  '--option-text': `var(--mantine-color-${color || 'gray'}-light-color)`,
});

/** A label column as buttons. While it is the active field, the keys 1 to 9 pick; the same key again takes it back. */
export function LabelField({ column, value, active, disabled, onActive, onPick }: Props) {
  const group = useRef<HTMLDivElement>(null);
  const options = givable(column);
  const chosen = options.findIndex((option) => option.value === value);

  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...(group.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }

  return (
    <div ref={group} className={classes.options} role="radiogroup" aria-label={column.title || column.key} onKeyDown={move}>
      {options.map((option, at) => (
        <button
          key={option.id}
          type="button"
          role="radio"
          aria-checked={at === chosen}
          tabIndex={at === Math.max(chosen, 0) ? 0 : -1}
          disabled={disabled}
          className={classes.option}
          style={tint(option.color)}
          onFocus={onActive}
          onClick={() => onPick(at === chosen ? null : option.value)}
        >
          {at < 9 && (
            <kbd className={classes.digit} data-live={active || undefined} aria-hidden>
              {at + 1}
            </kbd>
          )}
          {option.value}
        </button>
      ))}
    </div>
  );
}
