import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconChevronRight, IconX } from '@tabler/icons-react';
import { counted } from '../ui/format.ts';
import { BlockedRowCard } from './blocked-row.tsx';
import { gotWords, wantedWords } from './gate-words.ts';
import type { ChecksVerdict, RowsCheck } from './verdict-documents.ts';
import classes from './verdict.module.css';

/** One check: told by its sign and its words, not by its colour alone. Which rows block is shown on demand. */
export function CheckLine({ check }: { check: RowsCheck | ChecksVerdict['checks'][number] }) {
  const [opened, { toggle }] = useDisclosure(false);
  const { name, passed, reason, rowCount } = check;
  const rows = 'rows' in check ? check.rows : [];
  const Icon = passed ? IconCheck : IconX;
  return (
    <li className={classes.check} data-passed={passed}>
      <div className={classes.line}>
        <span className={classes.sign}>
          <Icon size={14} stroke={2.6} role="img" aria-label={passed ? 'passed' : 'failed'} />
        </span>
        <span className={classes.name}>{name}</span>
        <span className={classes.wanted}>{wantedWords(check)}</span>
        <b className={classes.got} data-figures>
          {gotWords(check)}
        </b>
      </div>
      {reason && <p className={classes.why}>{reason}</p>}
      {rows.length > 0 && (
        <>
          <button type="button" className={classes.more} aria-expanded={opened} onClick={toggle}>
            <IconChevronRight size={13} aria-hidden />
            {counted(rowCount, 'row blocks', 'rows block')}
          </button>
          {opened && (
            <ul className={classes.rows}>
              {rows.map((row) => (
                <BlockedRowCard key={row.rowId} row={row} />
              ))}
              {rowCount > rows.length && <li className={classes.quiet}>and {counted(rowCount - rows.length, 'more', 'more')}</li>}
            </ul>
          )}
        </>
      )}
    </li>
  );
}
