import { Text } from '@mantine/core';
import { fixed, percent } from '../evaluators/agreement-words.ts';
import { counted } from '../ui/format.ts';
import type { AgreementNumbers } from './agreement-documents.ts';
import { AlphaTrack } from './alpha-track.tsx';
import { inBrackets, scaleFrom, strengthWords } from './reading.ts';
import classes from './agreement.module.css';

interface Props {
  /** Whose figures: all rows, or a slice's name. */
  title: string;
  numbers: AgreementNumbers;
}

/** How far the reviewers agree, in three numbers, with what they mean and how sure they are. */
export function OverallFigures({ title, numbers }: Props) {
  const { rows, percent: share, krippendorffAlpha: alpha, krippendorffInterval, fleissKappa, fleissInterval } = numbers;
  const from = scaleFrom([{ value: alpha, interval: krippendorffInterval }]);
  return (
    <section className={classes.panel} aria-label={title}>
      <dl className={classes.figures}>
        <Figure
          name="Krippendorff’s α"
          value={alpha}
          interval={krippendorffInterval}
          note={alpha === null ? 'everybody always said the same: chance alone would do that' : strengthWords(alpha, krippendorffInterval)}
        />
        <div>
          <dt>The same answer</dt>
          <dd>
            <b>{share === null ? '–' : percent(share)}</b>
            <span>of all pairs of answers, on {counted(rows, 'row')}</span>
          </dd>
        </div>
        <Figure
          name="Fleiss’ κ"
          value={fleissKappa}
          interval={fleissInterval}
          note={fleissKappa === null ? 'not defined here' : 'on rows with the usual number of answers'}
        />
      </dl>
      {alpha !== null && (
        <div className={classes.overall}>
          <AlphaTrack value={alpha} interval={krippendorffInterval} from={from} />
          <span className={classes.axis} aria-hidden>
            <span>{fixed(from)}</span>
            <span>1.00</span>
          </span>
        </div>
      )}
      <Text size="xs" c="dimmed" maw={720}>
        1 is perfect, 0 is what chance would give. The words are Landis and Koch’s (1977) and nothing but a convention: fair above 0.2,
        moderate above 0.4, substantial above 0.6, almost perfect above 0.8. Krippendorff asks for 0.8, and takes 0.67 for tentative
        conclusions. In brackets: 95 % confidence intervals.
      </Text>
    </section>
  );
}

interface FigureProps {
  name: string;
  value: number | null;
  interval: { low: number; high: number } | null;
  note: string;
}

function Figure({ name, value, interval, note }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value === null ? '–' : fixed(value)}</b>
        {value !== null && interval && <em>{inBrackets(interval)}</em>}
        <span>{note}</span>
      </dd>
    </div>
  );
}
