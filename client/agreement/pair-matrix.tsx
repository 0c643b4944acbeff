import { Text, Title, Tooltip, VisuallyHidden } from '@mantine/core';
import type { CSSProperties } from 'react';
import { fixed, percent } from '../evaluators/agreement-words.ts';
import { counted } from '../ui/format.ts';
import { UserAvatar } from '../ui/user-avatar.tsx';
import type { RaterPair, WholeAgreement } from './agreement-documents.ts';
import { pairKey, pairsByKey } from './reading.ts';
import classes from './agreement.module.css';

interface Props {
  agreement: Pick<WholeAgreement, 'raters' | 'pairs'>;
  onOpen: (pair: string) => void;
}

/** Every two reviewers: Cohen's kappa and the rows that both have reviewed. One opens what the two said, label by label. */
export function PairMatrix({ agreement: { raters, pairs }, onOpen }: Props) {
  const byKey = pairsByKey(pairs);
  // Each two once: the reviewers of the lines are those of the columns, one further.
  const told = raters.filter(({ rater }) => pairs.some(({ first, second }) => first.id === rater.id || second.id === rater.id));
  const columns = told.slice(0, -1);
  return (
    <section className={classes.panel} aria-label="Pairs of reviewers">
      <Title order={2} size="h3" mb={4}>
        Pairs of reviewers
      </Title>
      <div className={classes.scroll}>
        <table className={classes.pairs}>
          <thead>
            <tr>
              <td />
              {columns.map(({ rater }) => (
                <th key={rater.id} scope="col" aria-label={rater.name}>
                  <Tooltip label={rater.name}>
                    <span className={classes.rater}>
                      <UserAvatar name={rater.name} size={20} />
                      <span>{rater.name}</span>
                    </span>
                  </Tooltip>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.slice(1).map(({ rater }, line) => (
              <tr key={rater.id}>
                <th scope="row">
                  <span className={classes.rater}>
                    <UserAvatar name={rater.name} size={20} />
                    <span>{rater.name}</span>
                  </span>
                </th>
                {columns.slice(0, line + 1).map((column) => {
                  const key = pairKey(rater.id, column.rater.id);
                  const names = `${column.rater.name} and ${rater.name}`;
                  return (
                    <td key={key}>
                      <Cell pair={byKey.get(key)} names={names} onOpen={() => onOpen(key)} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Text size="xs" c="dimmed" mt={8}>
        Cohen’s κ, and the rows that both have reviewed.{raters.length > told.length && ' Of the first 20 who have a row in common.'}
      </Text>
    </section>
  );
}

function Cell({ pair, names, onOpen }: { pair: RaterPair | undefined; names: string; onOpen: () => void }) {
  if (!pair) return <span className={classes.none} role="img" aria-label={`${names} have no row in common`} />;
  const { kappa, percent: share, rows } = pair;
  return (
    <button
      type="button"
      className={classes.pair}
      style={{ '--share': Math.max(0, kappa ?? 1) } as CSSProperties}
      title={share === null ? undefined : `The same answer on ${percent(share)}`}
      onClick={onOpen}
    >
      <VisuallyHidden>{names}: kappa </VisuallyHidden>
      <b>{kappa === null ? '–' : fixed(kappa)}</b>
      <VisuallyHidden> on </VisuallyHidden>
      <span>{counted(rows, 'row')}</span>
    </button>
  );
}
