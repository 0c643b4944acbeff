import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { Column } from '../app/dataset.tsx';
import { asText } from '../ui/format.ts';
import { LabelBadge } from '../ui/label-badge.tsx';
import classes from './cells.module.css';

/** What a cell needs to know of its column. */
export interface CellColumn {
  key: string;
  type: Column['type'];
  options: readonly { value: string; color: string }[];
}

/** One cell on one line. */
export function CellView({ column, value }: { column: CellColumn; value: unknown }) {
  if (value === null || value === undefined || value === '') return <span className={classes.empty}>–</span>;
  switch (column.type) {
    case 'LABEL': {
      const text = asText(value);
      return <LabelBadge value={text} color={column.options.find((one) => one.value === text)?.color} />;
    }
    case 'BOOLEAN':
      return value === true ? <IconCheck size={15} aria-label="yes" /> : <IconMinus size={15} aria-label="no" />;
    case 'JSON':
      return <span className={classes.mono}>{asText(value)}</span>;
    default:
      return <span>{asText(value)}</span>;
  }
}
