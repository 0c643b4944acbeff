import { RollingNumber, SimpleGrid, Text } from '@mantine/core';
import { spell } from '../review/review-facts.ts';
import { lastsFor, percentDone } from '../queue/pace.ts';
import classes from './dashboard.module.css';

interface Props {
  sizes: { empty: number; filled: number } | null;
  held: number;
  filledLastHour: number;
}

function Figure({ name, value, hint, suffix = '' }: { name: string; value: number | null; hint?: string; suffix?: string }) {
  return (
    <div className={classes.figure}>
      <Text size="xs" c="dimmed" fw={550}>
        {name}
      </Text>
      <div className={classes.big} aria-label={value === null ? `${name}: not known yet` : `${name}: ${value}${suffix}`} role="img">
        {value === null ? '–' : <RollingNumber value={value} thousandSeparator="," suffix={suffix} />}
      </div>
      <Text size="xs" c="dimmed" mih={17}>
        {hint}
      </Text>
    </div>
  );
}

/** The queue at this moment, in big figures. */
export function NowNumbers({ sizes, held, filledLastHour }: Props) {
  const total = sizes ? sizes.empty + sizes.filled : 0;
  const eta = sizes && lastsFor(sizes.empty, filledLastHour);
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <Figure name="Waiting" value={sizes?.empty ?? null} hint={eta ?? (sizes?.empty === 0 ? 'all done' : 'in the queue')} />
      <Figure name="Held now" value={held} hint="by a reviewer" />
      <Figure
        name="Filled in the last hour"
        value={filledLastHour}
        hint={filledLastHour > 0 ? `one every ${spell(Math.max(1, 3600 / filledLastHour))}` : ' '}
      />
      <Figure
        name="Done"
        value={sizes ? percentDone(sizes.empty, total) : null}
        suffix="%"
        hint={sizes ? `${sizes.filled.toLocaleString()} of ${total.toLocaleString()}` : ''}
      />
    </SimpleGrid>
  );
}
