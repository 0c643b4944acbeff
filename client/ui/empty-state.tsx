import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './states.module.css';

interface Props {
  title: string;
  /** What to do next, in a sentence or two. */
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
}

/** Where something will be: says what, and what to do to get there. */
export function EmptyState({ title, children, icon, action }: Props) {
  return (
    <Stack className={classes.state} align="center" gap="xs">
      {icon && <div className={classes.icon}>{icon}</div>}
      <Title order={2}>{title}</Title>
      {children && (
        <Text c="dimmed" ta="center" maw={440} component="div">
          {children}
        </Text>
      )}
      {action && <div className={classes.action}>{action}</div>}
    </Stack>
  );
}
