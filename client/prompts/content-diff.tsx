import { Badge, Table, Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { compareContents, toolText, type Comparison } from './compare.ts';
import type { PromptContent } from './content.ts';
import { roleNames } from './message-card.tsx';
import { TextDiff } from './text-diff.tsx';
import classes from './diff.module.css';

interface Props {
  before: PromptContent;
  after: PromptContent;
  names: [string, string];
}

/** Two contents side by side: each message, the model and settings, tools and schema. What is equal is said, not shown. */
export function ContentDiff({ before, after, names }: Props) {
  const all = useMemo(() => compareContents(before, after), [before, after]);
  if (all.same)
    return (
      <Text size="sm" c="dimmed">
        Both say the same.
      </Text>
    );
  const messages = all.messages.map((pair, at) => ({ ...pair, at }));
  return (
    <div className={classes.diff}>
      <Facts facts={all.facts} names={names} />
      {messages.map(({ before: one, after: other, same, at }) => (
        <Part
          key={at}
          title={`Message ${at + 1}`}
          aside={[...new Set([one, other].flatMap((message) => (message ? [roleNames[message.role]] : [])))].join(' → ')}
          change={same ? null : !one ? 'added' : !other ? 'removed' : 'changed'}
        >
          {!same && <TextDiff before={one?.content ?? null} after={other?.content ?? null} />}
        </Part>
      ))}
      {all.tools.map(({ before: one, after: other, same }, at) => (
        <Part
          key={`tool ${at}`}
          title={`Tool ${(other ?? one)?.name ?? ''}`}
          change={same ? null : !one ? 'added' : !other ? 'removed' : 'changed'}
        >
          {!same && <TextDiff before={one && toolText(one)} after={other && toolText(other)} />}
        </Part>
      ))}
      {(all.schema.before || all.schema.after) && (
        <Part title="Answer’s schema" change={all.schema.same ? null : 'changed'}>
          {!all.schema.same && <TextDiff before={all.schema.before || null} after={all.schema.after || null} />}
        </Part>
      )}
    </div>
  );
}

const colors = { added: 'teal', removed: 'red', changed: 'yellow' } as const;

interface PartProps {
  title: string;
  aside?: string;
  change: keyof typeof colors | null;
  children?: ReactNode;
}

function Part({ title, aside, change, children }: PartProps) {
  return (
    <section className={classes.part} aria-label={title}>
      <header className={classes.head}>
        <strong>{title}</strong>
        {aside && <span>{aside}</span>}
        {change ? (
          <Badge size="sm" color={colors[change]}>
            {change}
          </Badge>
        ) : (
          <span>the same</span>
        )}
      </header>
      {children}
    </section>
  );
}

function Facts({ facts, names }: { facts: Comparison['facts']; names: [string, string] }) {
  return (
    <section className={classes.part} aria-label="Model and settings">
      <Table fz="xs" verticalSpacing={5} className={classes.facts}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Model and settings</Table.Th>
            <Table.Th>{names[0]}</Table.Th>
            <Table.Th>{names[1]}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {facts.map(({ name, before, after, same }) => (
            <Table.Tr key={name} data-changed={!same || undefined}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>{same ? before || '–' : <del>{before || '–'}</del>}</Table.Td>
              <Table.Td>{same ? after || '–' : <ins>{after || '–'}</ins>}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
