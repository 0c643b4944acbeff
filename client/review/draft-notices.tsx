import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHistory, IconNotes } from '@tabler/icons-react';
import { clockText } from './review-facts.ts';
import type { OpenRow } from './review-types.ts';
import { asPlainText } from './typed-text.ts';

interface Props {
  open: OpenRow;
  onUse: () => void;
  onDiscardOffer: () => void;
  onDiscardTyping: () => void;
}

/** What was typed into this row before: mine is put back by itself, somebody else's is offered with credit. */
export function DraftNotices({ open, onUse, onDiscardOffer, onDiscardTyping }: Props) {
  const { offer, restoredFrom } = open;
  return (
    <>
      {offer && (
        <Alert color="grape" icon={<IconNotes size={18} />} title={`${offer.by.name} typed this before the claim ran out`}>
          <Text size="sm" lineClamp={6} style={{ whiteSpace: 'pre-wrap' }}>
            {asPlainText(offer.values)}
          </Text>
          <Group gap="xs" mt="xs">
            <Button color="grape" onClick={onUse}>
              Use it
            </Button>
            <Button variant="default" onClick={onDiscardOffer}>
              Discard
            </Button>
          </Group>
        </Alert>
      )}
      {restoredFrom && (
        <Alert color="gray" py={6} icon={<IconHistory size={16} />}>
          <Group gap="xs" justify="space-between">
            <Text size="xs">What you typed here at {clockText(restoredFrom)} is back.</Text>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={onDiscardTyping}>
              Discard it
            </Button>
          </Group>
        </Alert>
      )}
    </>
  );
}
