import { Alert, Button, CopyButton, Group, Text } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { clockText } from './review-facts.ts';
import { asPlainText } from './typed-text.ts';
import { heldText } from './loss-text.ts';
import { differing } from './review-state.ts';
import type { Loss, OpenRow } from './review-types.ts';

interface Props {
  open: OpenRow;
  loss: Loss;
  busy: boolean;
  onReclaim: () => void;
  onHandOver: () => void;
  onGoOn: () => void;
}

/** The claim ran out: who has the row now, and what becomes of what was typed. The text stays in the form below. */
export function LostPanel({ open, loss, busy, onReclaim, onHandOver, onGoOn }: Props) {
  const typed = Object.keys(open.typed).length > 0;
  const over = loss.gone || loss.filledBy !== null;
  const { annotation_status: _status, ...answer } = loss.values ?? {};
  const theirs = differing(answer, open.values);
  return (
    <Alert
      color="orange"
      role="alertdialog"
      aria-label="Your claim ran out"
      icon={<IconClockExclamation size={18} />}
      title={`Your claim ${over ? 'ended' : 'ran out'} at ${clockText(loss.at)}`}
    >
      <Text size="sm">
        {heldText(loss)} {typed && 'What you typed is still here, below.'}
      </Text>
      {loss.filledBy && Object.keys(theirs).length > 0 && (
        <Text size="xs" mt={6} style={{ whiteSpace: 'pre-wrap' }}>
          {loss.filledBy.name}’s answer: {asPlainText(theirs, '; ')}
        </Text>
      )}
      <Group gap="xs" mt="xs">
        {!over && (
          <Button data-autofocus loading={busy} disabled={loss.holder !== null} onClick={onReclaim}>
            {typed ? 'Claim again and restore' : 'Claim again'}
          </Button>
        )}
        {typed && !over && (
          <Button variant="default" disabled={busy} onClick={onHandOver}>
            {loss.holder ? `Hand my text to ${loss.holder.name}` : 'Leave my text for the next'}
          </Button>
        )}
        {typed && (
          <CopyButton value={asPlainText(open.typed)}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy my text'}
              </Button>
            )}
          </CopyButton>
        )}
        {(over || !typed) && (
          <Button variant={over ? 'filled' : 'default'} disabled={busy} onClick={onGoOn}>
            Go to the next row
          </Button>
        )}
      </Group>
    </Alert>
  );
}
