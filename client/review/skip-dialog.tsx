import { Button, Chip, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';

interface Props {
  opened: boolean;
  onClose: () => void;
  onSkip: (reason: string | null) => void;
}

const reasons = ['I am not sure', 'Needs an expert', 'Not my language', 'Something is missing'];

/** Gives a row back. The reason is kept in its history, for whoever takes it next. */
export function SkipDialog({ opened, onClose, onSkip }: Props) {
  const [reason, setReason] = useState('');
  const skip = () => {
    onClose();
    onSkip(reason.trim() || null);
    setReason('');
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Skip this row" size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          skip();
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label="Why? (if you like)"
            description="It goes back to the queue, comes last for you, and the reason stays in its history."
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Chip.Group value={reason} onChange={(next) => setReason(typeof next === 'string' ? next : '')}>
            <Group gap={6}>
              {reasons.map((one) => (
                <Chip key={one} value={one} size="xs">
                  {one}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Keep it
            </Button>
            <Button type="submit">Skip</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
