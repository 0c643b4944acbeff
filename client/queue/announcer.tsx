import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { counted } from '../ui/format.ts';

/** Tells a screen reader what came and went, at most every two seconds. */
export function Announcer({ rows }: { rows: readonly { id: string }[] }) {
  const [settled] = useDebouncedValue(rows, 2000);
  const [told, setTold] = useState({ rows: settled, text: '' });
  if (told.rows !== settled) {
    const before = new Set(told.rows.map((row) => row.id));
    const now = new Set(settled.map((row) => row.id));
    const came = settled.filter((row) => !before.has(row.id)).length;
    const went = told.rows.filter((row) => !now.has(row.id)).length;
    const parts = [came > 0 && `${counted(came, 'row')} came in`, went > 0 && `${counted(went, 'row')} left`].filter(Boolean);
    setTold({ rows: settled, text: parts.join(', ') });
  }
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {told.text}
    </div>
  );
}
