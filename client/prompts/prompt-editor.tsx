import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Message, PromptContent } from './content.ts';
import type { DraftState } from './draft-session.ts';
import { Fold } from './fold.tsx';
import { MessageCard } from './message-card.tsx';
import { ModelChoice } from './model-choice.tsx';
import { SchemaField } from './schema-field.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { ToolsField } from './tools-field.tsx';
import classes from './editor.module.css';

interface Props {
  draft: DraftState;
  onChange: (content: PromptContent) => void;
  readOnly?: boolean;
}

const nextRole = (messages: readonly Message[]) => (messages.at(-1)?.role === 'USER' ? 'ASSISTANT' : 'USER');

/** The draft: its model, its messages in their order, and how answers are made. */
export function PromptEditor({ draft: { content }, onChange, readOnly = false }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const { messages } = content;
  const change = (part: Partial<PromptContent>) => onChange({ ...content, ...part });
  /** After the list has its new order, the keyboard is where it was: in the same message. */
  const focus = (at: number, part: 'textarea' | 'up' | 'down') =>
    requestAnimationFrame(() => {
      const card = list.current?.children[at];
      const wanted = card?.querySelector<HTMLElement>(part === 'textarea' ? 'textarea' : `[data-move="${part}"]:not(:disabled)`);
      (wanted ?? card?.querySelector<HTMLElement>('textarea'))?.focus();
    });
  function move(at: number, by: -1 | 1, typing: boolean) {
    const [one, other] = [messages[at], messages[at + by]];
    if (!one || !other) return;
    change({ messages: messages.with(at, other).with(at + by, one) });
    focus(at + by, typing ? 'textarea' : by < 0 ? 'up' : 'down');
  }
  function remove(at: number) {
    change({ messages: messages.toSpliced(at, 1) });
    focus(Math.max(0, at - 1), 'textarea');
  }
  const settings = Object.keys(content.settings).length;

  return (
    <section className={classes.editor} aria-label="Draft">
      <ModelChoice provider={content.provider} model={content.model} readOnly={readOnly} onChange={change} />
      <ol className={classes.messages} ref={list} aria-label="Messages">
        {messages.map((message, at) => (
          <MessageCard
            key={at}
            message={message}
            number={at + 1}
            last={at === messages.length - 1}
            readOnly={readOnly}
            onChange={(next) => change({ messages: messages.with(at, next) })}
            onMove={(by, typing) => move(at, by, typing)}
            onRemove={() => remove(at)}
          />
        ))}
      </ol>
      {!readOnly && (
        <Button
          variant="default"
          className={classes.add}
          leftSection={<IconPlus size={14} />}
          disabled={messages.length >= 100}
          onClick={() => {
            change({ messages: [...messages, { role: nextRole(messages), content: '' }] });
            focus(messages.length, 'textarea');
          }}
        >
          Add a message
        </Button>
      )}
      <div className={classes.folds}>
        <Fold title="Settings" aside={settings > 0 ? `${settings} set` : 'the provider’s own'} open={settings > 0}>
          <SettingsFields settings={content.settings} readOnly={readOnly} onChange={(next) => change({ settings: next })} />
        </Fold>
        <Fold title="Tools" aside={content.tools.length > 0 ? String(content.tools.length) : 'none'} open={content.tools.length > 0}>
          <ToolsField tools={content.tools} readOnly={readOnly} onChange={(tools) => change({ tools })} />
        </Fold>
        <Fold title="Answer’s schema" aside={content.responseSchema === null ? 'text' : 'JSON'} open={content.responseSchema !== null}>
          <SchemaField schema={content.responseSchema} readOnly={readOnly} onChange={(responseSchema) => change({ responseSchema })} />
        </Fold>
      </div>
    </section>
  );
}
