import { Text, Title } from '@mantine/core';
import { fixed, percent } from '../evaluators/agreement-words.ts';
import { count } from '../ui/format.ts';
import type { AgreementNumbers, SliceNumbers } from './agreement-documents.ts';
import { AlphaTrack } from './alpha-track.tsx';
import { scaleFrom, inBrackets } from './reading.ts';
import plot from '../ui/plot-table.module.css';
import classes from './agreement.module.css';

interface Props {
  all: AgreementNumbers;
  slices: readonly SliceNumbers[];
  /** The slice that is looked at more closely. */
  chosen: string | undefined;
  onChoose: (slice: string | undefined) => void;
}

/** Alpha in each slice with its interval, beside that of all rows; a slice's name shows its reviewers. */
export function SlicePlot({ all, slices, chosen, onChoose }: Props) {
  const from = scaleFrom([all, ...slices].map((one) => ({ value: one.krippendorffAlpha, interval: one.krippendorffInterval })));
  return (
    <section className={classes.panel} aria-label="By slice">
      <Title order={2} size="h3" mb={4}>
        By slice
      </Title>
      {slices.length === 0 ? (
        <Text size="sm" c="dimmed">
          No slices yet. They are made on the Queue page.
        </Text>
      ) : (
        <div className={classes.scroll}>
          <table className={plot.plot}>
            <thead>
              <tr>
                <th scope="col">Slice</th>
                <th scope="col" title="Rows with at least two answers">
                  Rows
                </th>
                <th scope="col" className={plot.wide}>
                  <span className={classes.axis}>
                    <span>{fixed(from)}</span>
                    <span className={plot.less}>Krippendorff’s α</span>
                    <span>1.00</span>
                  </span>
                </th>
                <th scope="col">α</th>
                <th scope="col" className={plot.less}>
                  The same answer
                </th>
                <th scope="col" className={plot.less}>
                  Disputed
                </th>
              </tr>
            </thead>
            <tbody>
              {slices.map((one) => (
                <Line
                  key={one.slice.id}
                  numbers={one}
                  from={from}
                  mark={all.krippendorffAlpha}
                  open={one.slice.id === chosen}
                  onOpen={() => onChoose(one.slice.id === chosen ? undefined : one.slice.id)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {slices.length > 0 && all.krippendorffAlpha !== null && (
        <Text size="xs" c="dimmed" mt={8} maw={720}>
          The dashed line is α over all rows, {fixed(all.krippendorffAlpha)}. Where nearly all rows of a slice are of one label, α is low
          even if reviewers mostly say the same: chance alone would do that.
        </Text>
      )}
    </section>
  );
}

interface LineProps {
  numbers: SliceNumbers;
  from: number;
  mark: number | null;
  open: boolean;
  onOpen: () => void;
}

function Line({ numbers, from, mark, open, onOpen }: LineProps) {
  const { slice, rows, percent: share, krippendorffAlpha: alpha, krippendorffInterval, disputedCount } = numbers;
  return (
    <tr data-open={open || undefined} data-none={rows === 0 || undefined}>
      <td>
        {rows === 0 ? (
          slice.name
        ) : (
          <button type="button" className={plot.link} aria-pressed={open} onClick={onOpen}>
            {slice.name}
          </button>
        )}
      </td>
      <td>{count(rows)}</td>
      <td className={plot.wide}>
        {alpha !== null && <AlphaTrack value={alpha} interval={krippendorffInterval} from={from} mark={mark} />}
      </td>
      <td>
        {alpha === null ? '–' : fixed(alpha)}
        {krippendorffInterval && <span className={plot.less}> {inBrackets(krippendorffInterval)}</span>}
      </td>
      <td className={plot.less}>{share === null ? '–' : percent(share)}</td>
      <td className={plot.less}>{count(disputedCount)}</td>
    </tr>
  );
}
