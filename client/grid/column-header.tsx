import { IconArrowBarToRight, IconArrowBarRight, IconPencil } from '@tabler/icons-react';
import type { Column } from '../app/dataset.tsx';
import { columnName } from '../cells/values.ts';

const icons = { INPUT: IconArrowBarToRight, OUTPUT: IconArrowBarRight, ANNOTATION: IconPencil } as const;
const roles = { INPUT: 'input', OUTPUT: 'output', ANNOTATION: 'annotation' } as const;

/** A column's name, with a sign for whether it is what went in, what came out, or what reviewers write. */
export function ColumnHeader({ column }: { column: Column }) {
  const Icon = icons[column.role];
  return (
    <>
      <Icon size={12} stroke={1.8} aria-label={roles[column.role]} style={{ verticalAlign: '-2px', marginRight: 4, opacity: 0.7 }} />
      {columnName(column)}
    </>
  );
}
