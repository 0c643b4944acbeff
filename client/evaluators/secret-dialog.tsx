import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { Secret } from '../settings/secret.tsx';

/** What a service checks the signatures with, shown once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Copy the secret now" closeOnClickOutside={false}>
      <Stack gap="md">
        <Text size="sm">
          Your service checks the signature of each call with it, as Standard Webhooks has it. It is kept encrypted and not shown again.
        </Text>
        <Secret value={secret} />
        <Group justify="flex-end">
          <Button size="sm" onClick={onClose}>
            I have it
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
