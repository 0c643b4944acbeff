import { ActionIcon, Drawer, Group } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './side-panel.module.css';

interface Props {
  /** What the panel is about, for screen readers. */
  label: string;
  title: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** Details beside a list: docked where there is room, so that the list stays in use; over it where there is none. */
export function SidePanel({ label, title, actions, onClose, children }: Props) {
  const docked = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  useHotkeys([['Escape', onClose]]);
  const header = (
    <Group className={classes.header} wrap="nowrap" gap="xs">
      <div className={classes.title}>{title}</div>
      {actions}
      <ActionIcon aria-label="Close" onClick={onClose} size="md">
        <IconX size={16} />
      </ActionIcon>
    </Group>
  );
  if (docked) {
    return (
      <aside className={classes.panel} aria-label={label}>
        {header}
        <div className={classes.body}>{children}</div>
      </aside>
    );
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(100vw, 680px)"
      withCloseButton={false}
      padding={0}
      attributes={{ content: { 'aria-label': label } }}
      transitionProps={{ duration: 120 }}
    >
      <div className={classes.over}>
        {header}
        <div className={classes.body}>{children}</div>
      </div>
    </Drawer>
  );
}
