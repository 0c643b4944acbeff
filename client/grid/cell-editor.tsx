import { Button, Group, Popover, Stack, Text, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import type { Column } from '../app/dataset.tsx';
import { CellView } from '../cells/cell-view.tsx';
import { fromText, toText, valueOf } from '../cells/values.ts';
import type { Json } from '../graphql/graphql.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { ChoiceList } from './choice-list.tsx';
import { EditRefused } from './edit-refused.tsx';
import type { GridRow } from './grid-documents.ts';
import type { CellEdits } from './use-cell-edits.ts';
import classes from './cell-editor.module.css';

interface Props {
  row: GridRow;
  column: Column;
  edits: CellEdits;
  canForce: boolean;
}

/** The version to write against: the newest while this cell is as it was when the edit began, else the one that was seen. */
const unseen = (seen: GridRow, now: GridRow, key: string): GridRow =>
  JSON.stringify(valueOf(seen.values, key)) === JSON.stringify(valueOf(now.values, key)) ? now : seen;

/** Edits one cell in place: a list for labels, a field for all else. Escape leaves it as it was. */
export function CellEditor({ row, column, edits, canForce }: Props) {
  const value = valueOf(row.values, column.key);
  // What was on screen when the edit began. Changes go on arriving below it, and must not be overwritten unseen.
  const [seen] = useState(row);
  const [text, setText] = useState(() => toText(value, column.type));
  const [problem, setProblem] = useState<string | null>(null);
  const { refusal, saving, cancel } = edits;

  const save = (next: Json, against = unseen(seen, row, column.key), force = false) => void edits.save(against, column.key, next, force);
  const submit = () => {
    const typed = fromText(text, column.type);
    if (typed.problem !== undefined) return setProblem(typed.problem);
    if (JSON.stringify(typed.value) === JSON.stringify(value)) return cancel();
    save(typed.value ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const isLong = column.type === 'TEXT' || column.type === 'JSON';
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey || (!isLong && !event.shiftKey))) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') cancel();
  };
  const isChoice = column.type === 'LABEL' || column.type === 'BOOLEAN';

  return (
    <Popover opened onDismiss={cancel} trapFocus width={isChoice ? 220 : 360} position="bottom-start" offset={0} returnFocus>
      <Popover.Target>
        <span className={classes.anchor}>
          <CellView column={column} value={value} />
        </span>
      </Popover.Target>
      <Popover.Dropdown
        p={isChoice ? 4 : 8}
        onKeyDown={onKeyDown}
        onClick={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {refusal ? (
          <EditRefused
            column={column}
            refusal={refusal}
            mine={isChoice ? undefined : text}
            canForce={canForce}
            saving={saving}
            onClose={cancel}
            onRetry={(against, force) => {
              const typed = fromText(text, column.type);
              if (!isChoice && typed.problem === undefined) save(typed.value ?? null, against, force);
            }}
          />
        ) : isChoice ? (
          <ChoiceList column={column} value={value} saving={saving} onChoose={(next) => save(next)} />
        ) : (
          <Stack gap={6}>
            <Textarea
              aria-label={column.key}
              autosize
              minRows={column.type === 'NUMBER' ? 1 : 3}
              maxRows={14}
              value={text}
              error={problem}
              classNames={{ input: column.type === 'JSON' ? classes.mono : undefined }}
              onChange={(event) => setText(event.currentTarget.value)}
              data-autofocus
            />
            <Group justify="space-between">
              <Text size="xs" c="dimmed">
                <KeyHint keys={column.type === 'NUMBER' ? 'enter' : 'mod+enter'} /> saves, <KeyHint keys="escape" /> leaves it
              </Text>
              <Button size="compact-xs" loading={saving} onClick={submit}>
                Save
              </Button>
            </Group>
          </Stack>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
