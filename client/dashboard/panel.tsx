import { Group, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './dashboard.module.css';

interface Props {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of the dashboard. */
export function Panel({ title, aside, children }: Props) {
  const heading = useId();
  return (
    <section className={classes.panel} aria-labelledby={heading}>
      <Group justify="space-between" mb="sm" mih={30}>
        <Title order={2} id={heading} size="h3">
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </section>
  );
}
