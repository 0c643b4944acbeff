import type { ListedEvaluation } from './evaluation-documents.ts';
import { counted } from '../ui/format.ts';
import classes from './evaluations.module.css';

type Props = Pick<ListedEvaluation, 'rowCount' | 'done' | 'failed' | 'status'> & { big?: boolean };

/** How many rows are done and have failed, of all. */
export function RowProgress({ rowCount, done, failed, status, big }: Props) {
  const share = (count: number) => (rowCount === 0 ? 0 : (count / rowCount) * 100);
  const words = `${counted(done, 'row')} done${failed > 0 ? `, ${failed} failed` : ''} of ${rowCount}`;
  return (
    <div
      role="progressbar"
      aria-label="Progress"
      aria-valuemin={0}
      aria-valuemax={rowCount}
      aria-valuenow={done + failed}
      aria-valuetext={words}
      title={words}
      className={classes.progress}
      data-big={big || undefined}
      data-running={status === 'RUNNING' || undefined}
    >
      <span style={{ width: `${share(done)}%` }} data-part="done" />
      <span style={{ width: `${share(failed)}%` }} data-part="failed" />
    </div>
  );
}
