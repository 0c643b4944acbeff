import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './filter-chips.module.css';

export interface FilterChip {
  key: string;
  label: ReactNode;
  /** What the chip says aloud: "status is error". */
  text: string;
  onEdit?: () => void;
  onRemove: () => void;
}

/** The conditions of a filter, each to be changed or taken away. */
export function FilterChips({ chips, onClear }: { chips: FilterChip[]; onClear?: () => void }) {
  return (
    <>
      {chips.map(({ key, label, text, onEdit, onRemove }) => (
        <span key={key} className={classes.chip}>
          <button type="button" className={classes.body} onClick={onEdit} disabled={!onEdit} title={text}>
            {label}
          </button>
          <button type="button" className={classes.remove} aria-label={`Remove: ${text}`} onClick={onRemove}>
            <IconX size={12} stroke={2} />
          </button>
        </span>
      ))}
      {onClear && chips.length > 1 && (
        <button type="button" className={classes.clear} onClick={onClear}>
          Clear all
        </button>
      )}
    </>
  );
}
