import { Title } from '@mantine/core';
import { count, counted } from '../ui/format.ts';
import { UserAvatar } from '../ui/user-avatar.tsx';
import type { RaterCount } from './agreement-documents.ts';
import classes from './agreement.module.css';

/** Who reviewed how much of what others have reviewed too. */
export function RaterList({ raters }: { raters: readonly RaterCount[] }) {
  const most = Math.max(1, ...raters.map(({ answers }) => answers));
  return (
    <section className={classes.panel} aria-label="Who reviewed">
      <Title order={2} size="h3" mb={8}>
        Who reviewed
      </Title>
      <ul className={classes.raters}>
        {raters.map(({ rater, answers }) => (
          <li key={rater.id} title={`${rater.name}: ${counted(answers, 'row')} that others have reviewed too`}>
            <span className={classes.rater}>
              <UserAvatar name={rater.name} size={20} />
              <span>{rater.name}</span>
            </span>
            <span className={classes.bar} aria-hidden>
              <i style={{ width: `${(answers / most) * 100}%` }} />
            </span>
            <b>{count(answers)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
