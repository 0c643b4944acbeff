import { Button, Paper, Stack } from '@mantine/core';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { DialogButtons } from '../ui/dialog-buttons.tsx';
import { ProblemText } from '../ui/problem-text.tsx';

interface Props {
  /** Answers why it was not added; undefined where it was. */
  onAdd: () => Promise<string | undefined>;
  onDone: () => void;
  children: ReactNode;
}

/** The form by which an evaluator comes to run by itself: its fields, what was wrong with them, and the buttons. */
export function StandingForm({ onAdd, onDone, children }: Props) {
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setSending(true);
    const refused = await onAdd();
    setSending(false);
    if (refused === undefined) onDone();
    else setProblem(refused);
  };
  return (
    <Paper component="form" withBorder p="sm" radius="md" onSubmit={(event) => void submit(event)} aria-label="Add an evaluator">
      <Stack gap="sm">
        {children}
        <ProblemText>{problem}</ProblemText>
        <DialogButtons onCancel={onDone}>
          <Button type="submit" size="sm" loading={sending}>
            Add
          </Button>
        </DialogButtons>
      </Stack>
    </Paper>
  );
}
