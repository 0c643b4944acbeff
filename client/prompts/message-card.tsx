import { ActionIcon, Group, Select, Text, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { Message, MessageRole } from './content.ts';
import { TemplateField } from './template-field.tsx';
import { templateProblem } from './template.ts';
import classes from './editor.module.css';

export const roleNames: Record<MessageRole, string> = { SYSTEM: 'System', USER: 'User', ASSISTANT: 'Assistant' };
const roleChoices = (Object.keys(roleNames) as MessageRole[]).map((value) => ({ value, label: roleNames[value] }));

interface Props {
  message: Message;
  number: number;
  last: boolean;
  readOnly: boolean;
  onChange: (message: Message) => void;
  /** `typing`: by the keyboard, from within the text. */
  onMove: (by: -1 | 1, typing: boolean) => void;
  onRemove: () => void;
}

/** One message of the draft: whose words, and the template. Alt and an arrow move it. */
export function MessageCard({ message, number, last, readOnly, onChange, onMove, onRemove }: Props) {
  const problem = templateProblem(message.content);
  const keys = (event: KeyboardEvent) => {
    if (readOnly || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1, true);
  };
  return (
    <li className={classes.card} data-role={message.role}>
      <Group gap={2} className={classes.cardHead} wrap="nowrap">
        <Select
          size="xs"
          w={116}
          variant="unstyled"
          aria-label={`Role of message ${number}`}
          classNames={{ input: classes.role }}
          allowDeselect={false}
          readOnly={readOnly}
          data={roleChoices}
          value={message.role}
          onChange={(role) => role && onChange({ ...message, role: role })}
        />
        <div style={{ flex: 1 }} />
        {!readOnly && (
          <>
            <Tooltip label="Move up (Alt ↑)">
              <ActionIcon
                size="sm"
                data-move="up"
                aria-label={`Move message ${number} up`}
                disabled={number === 1}
                onClick={() => onMove(-1, false)}
              >
                <IconArrowUp size={14} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Move down (Alt ↓)">
              <ActionIcon
                size="sm"
                data-move="down"
                aria-label={`Move message ${number} down`}
                disabled={last}
                onClick={() => onMove(1, false)}
              >
                <IconArrowDown size={14} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Remove">
              <ActionIcon size="sm" aria-label={`Remove message ${number}`} onClick={onRemove}>
                <IconTrash size={14} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
      </Group>
      <TemplateField
        label={`Message ${number}, ${roleNames[message.role]}`}
        value={message.content}
        readOnly={readOnly}
        placeholder={message.role === 'SYSTEM' ? 'You are…' : 'Write {{a_variable}} where something is filled in'}
        invalid={problem !== null}
        onKeyDown={keys}
        onChange={(content) => onChange({ ...message, content })}
      />
      {problem && (
        <Text size="xs" c="red" px={12} pb={8} role="status">
          {problem}
        </Text>
      )}
    </li>
  );
}
