import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { TemplateText } from './template-text.tsx';
import classes from './editor.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  readOnly?: boolean;
  placeholder?: string;
  invalid?: boolean;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/**
 * A text with its variables marked, as high as it needs to be. The marks are the backgrounds of the same text behind the
 * field, set in the same type: what is typed, selected and read aloud is an ordinary field.
 */
export function TemplateField({ label, value, onChange, readOnly, placeholder, invalid, onKeyDown }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<[number, number]>([0, 0]);
  const typed = useRef(value);
  useLayoutEffect(() => {
    const element = field.current;
    // Somebody else's change puts the caret at the end; whoever is here goes on where they were.
    if (element && typed.current !== value && document.activeElement === element) element.setSelectionRange(...caret.current);
    typed.current = value;
  }, [value]);
  return (
    <div className={classes.template}>
      <div className={classes.behind} aria-hidden>
        <TemplateText text={value} />
        {'\u200b'}
      </div>
      <textarea
        ref={field}
        aria-label={label}
        aria-invalid={invalid || undefined}
        className={classes.text}
        spellCheck={false}
        readOnly={readOnly}
        placeholder={readOnly ? undefined : placeholder}
        value={value}
        onKeyDown={onKeyDown}
        onSelect={({ currentTarget: { selectionStart, selectionEnd } }) => {
          caret.current = [selectionStart, selectionEnd];
        }}
        onChange={({ currentTarget }) => {
          typed.current = currentTarget.value;
          onChange(currentTarget.value);
        }}
      />
    </div>
  );
}
