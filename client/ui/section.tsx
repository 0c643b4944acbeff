import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './section.module.css';

interface Props {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled part of a panel. */
export function Section({ title, aside, children }: Props) {
  return (
    <section className={classes.section}>
      <Group justify="space-between" mb={6} gap="xs" wrap="nowrap">
        <Title order={4} className={classes.title}>
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </section>
  );
}

/** Names and values in two columns; what has no value is left out. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  return (
    <dl className={classes.facts}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
