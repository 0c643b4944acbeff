import { AppShell, Burger, Group, ScrollArea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { ConnectionBadge } from './connection-badge.tsx';
import { CommandPalette } from './command-palette.tsx';
import { Navigation } from './navigation.tsx';
import { ProjectSwitcher } from './project-switcher.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { UserMenu } from './user-menu.tsx';
import classes from './shell.module.css';

/** The frame of every page within a project: navigation, where one is, the connection, oneself. */
export function Shell({ children }: { children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <AppShell
      layout="alt"
      header={{ height: 48 }}
      navbar={{ width: 228, breakpoint: 'md', collapsed: { mobile: !opened } }}
      classNames={{ main: classes.main, navbar: classes.navbar, header: classes.header }}
    >
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="sm" gap="xs" wrap="nowrap" justify="space-between">
          <Group gap="xs" wrap="nowrap" miw={0}>
            <Burger opened={opened} onClick={toggle} hiddenFrom="md" size="xs" aria-label="Navigation" />
            <Breadcrumbs />
          </Group>
          <Group gap={4} wrap="nowrap">
            <ConnectionBadge />
            <CommandPalette />
            <ThemeSwitch />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar>
        <Group px="xs" h={48} wrap="nowrap" gap={4} className={classes.brand}>
          <ProjectSwitcher />
          <Burger opened={opened} onClick={close} hiddenFrom="md" size="xs" aria-label="Close the navigation" />
        </Group>
        <ScrollArea flex={1} type="auto" scrollbarSize={6}>
          <Navigation onGo={close} />
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
