import { ActionIcon, Modal, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { IconSearch } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useCommands } from './commands.ts';
import classes from './command-palette.module.css';

/** mod+K: go to any page, dataset or prompt by typing a part of its name. */
export function CommandPalette() {
  const [opened, { open, close }] = useDisclosure(false);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = useCommands().filter(({ label, group }) => words.every((word) => `${group} ${label}`.toLowerCase().includes(word)));
  useHotkeys([['mod+K', open]], []);

  const go = (index: number) => {
    const command = found[index];
    if (!command) return;
    close();
    void navigate(command.link);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((now) => Math.min(now + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt((now) => Math.max(now - 1, 0));
    else if (event.key === 'Enter') go(at);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <ActionIcon size="md" aria-label="Go to… (Ctrl or ⌘ K)" onClick={open} title="Go to… (Ctrl or ⌘ K)">
        <IconSearch size={16} stroke={1.7} />
      </ActionIcon>
      <Modal
        opened={opened}
        onClose={close}
        withCloseButton={false}
        padding={0}
        centered={false}
        yOffset="12vh"
        size={520}
        onExitTransitionEnd={() => setText('')}
      >
        <TextInput
          data-autofocus
          variant="unstyled"
          size="md"
          placeholder="Go to a page, dataset or prompt…"
          aria-label="Go to a page, dataset or prompt"
          leftSection={<IconSearch size={16} />}
          value={text}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
        />
        <div className={classes.list} role="listbox" aria-label="Pages">
          {found.map(({ label, group }, index) => (
            <UnstyledButton
              key={`${group} ${label}`}
              className={classes.item}
              role="option"
              aria-selected={index === at}
              onMouseMove={() => setAt(index)}
              onClick={() => go(index)}
            >
              <span>{label}</span>
              <span className={classes.group}>{group}</span>
            </UnstyledButton>
          ))}
          {found.length === 0 && <div className={classes.none}>Nothing is called that.</div>}
        </div>
      </Modal>
    </>
  );
}
