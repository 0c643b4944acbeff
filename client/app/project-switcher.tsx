import { Menu, Text, UnstyledButton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useViewer } from '../session/viewer.tsx';
import { Logo } from '../ui/logo.tsx';
import { useProject } from './project.tsx';
import classes from './shell.module.css';

/** Which project is open, and the way to the others. */
export function ProjectSwitcher() {
  const { memberships } = useViewer();
  const project = useProject();
  const navigate = useNavigate();
  return (
    <Menu width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.switcher} aria-label={`Project ${project.name}. Switch project`}>
          <Logo size={22} />
          <Text size="sm" fw={600} truncate flex={1}>
            {project.name}
          </Text>
          <IconSelector size={14} opacity={0.6} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Projects</Menu.Label>
        {memberships.map((one) => (
          <Menu.Item
            key={one.project.id}
            rightSection={one.project.id === project.id && <IconCheck size={14} />}
            onClick={() => void navigate({ to: '/p/$project/monitor', params: { project: one.project.slug } })}
          >
            {one.project.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
