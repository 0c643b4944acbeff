import { Alert, Button, Checkbox, Group, Modal, Select, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useDataset } from '../app/dataset.tsx';
import { ValueInput } from '../cells/value-input.tsx';
import { columnName } from '../cells/values.ts';
import { counted } from '../ui/format.ts';
import { ProblemText } from '../ui/problem-text.tsx';
import { useBulkEdit, type BulkTarget } from './use-bulk-edit.ts';
import { useTypedValues } from './use-typed-values.ts';

interface Props {
  target: BulkTarget;
  count: { value: number; exact: boolean };
  onClose: () => void;
  onDone: () => void;
}

/** The same values for many rows: says first how many it will change, then does it. One undo takes it all back. */
export function BulkEdit({ target, count, onClose, onDone }: Props) {
  const { id: datasetId, columns: all } = useDataset();
  const columns = all.filter((column) => column.role === 'ANNOTATION' && !column.system);
  const chosen = useTypedValues(columns);
  const [fill, setFill] = useState(false);
  const { preview, problem, running, ask, run, forget } = useBulkEdit(datasetId, target);
  const used = columns.filter((column) => chosen.texts[column.key] !== undefined);
  const free = columns.filter((column) => !used.includes(column));

  const go = async (really: boolean) => {
    const values = chosen.read();
    if (!values) return;
    if (!really) return ask(values, fill);
    const changed = await run(values, fill);
    if (changed === null) return;
    notifications.show({ color: 'teal', message: `${counted(changed, 'row')} changed.` });
    onDone();
  };
  return (
    <Modal opened onClose={onClose} title={`Edit ${counted(count.value, 'row')}${count.exact ? '' : ' or more'}`}>
      <Stack gap="sm">
        {used.map((column) => (
          <ValueInput
            key={column.id}
            column={column}
            text={chosen.texts[column.key] ?? ''}
            problem={chosen.problems[column.key]}
            onChange={(text) => {
              forget();
              chosen.set(column.key, text);
            }}
          />
        ))}
        {free.length > 0 && (
          <Select
            aria-label="Column to set"
            placeholder={used.length > 0 ? 'Set another column…' : 'Set a column…'}
            data={free.map((column) => ({ value: column.key, label: columnName(column) }))}
            value={null}
            onChange={(key) => key && chosen.set(key, '')}
          />
        )}
        <Checkbox
          label="Fill the rows"
          description="They leave the queue as reviewed by you."
          checked={fill}
          onChange={(event) => {
            forget();
            setFill(event.currentTarget.checked);
          }}
        />
        <ProblemText>{problem}</ProblemText>
        {preview && (
          <Alert color="yellow" role="status">
            {counted(preview.matched, 'row matches', 'rows match')}.
            {preview.held > 0 && ` ${preview.held} of them ${preview.held === 1 ? 'is' : 'are'} held by somebody and will be left alone.`}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button size="sm" loading={running} disabled={used.length === 0 && !fill} onClick={() => void go(preview !== null)}>
            {preview ? `Change ${counted(preview.matched - preview.held, 'row')}` : 'Continue'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
