import { IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import classes from './editor.module.css';

interface Props {
  title: string;
  /** What is in it, in a word or two. */
  aside: string;
  /** Whether it is open at first. */
  open: boolean;
  children: ReactNode;
}

/** A part of the editor that opens and closes. */
export function Fold({ title, aside, open, children }: Props) {
  const [shown, setShown] = useState(open);
  return (
    <details className={classes.fold} open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <IconChevronRight size={14} aria-hidden />
        {title}
        <span>{aside}</span>
      </summary>
      {shown && <div className={classes.inside}>{children}</div>}
    </details>
  );
}
