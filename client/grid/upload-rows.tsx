import { Alert, Button, Checkbox, FileInput, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFile } from '@tabler/icons-react';
import { useState } from 'react';
import { useDataset, useReloadDataset } from '../app/dataset.tsx';
import { useProject } from '../app/project.tsx';
import { isAtLeast } from '../session/roles.ts';
import { counted } from '../ui/format.ts';
import { uploadRows, type UploadProblem } from './upload.ts';

interface Props {
  onClose: () => void;
  onAdded: () => void;
}

/** Rows from a CSV or JSON Lines file; all of them or none. */
export function UploadRows({ onClose, onAdded }: Props) {
  const { id } = useDataset();
  const { viewerRole } = useProject();
  const reloadDataset = useReloadDataset();
  const [file, setFile] = useState<File | null>(null);
  const [createColumns, setCreateColumns] = useState(false);
  const [running, setRunning] = useState(false);
  const [refused, setRefused] = useState<{ error: string; problems: UploadProblem[] } | null>(null);

  const run = async () => {
    if (!file) return;
    setRunning(true);
    const answer = await uploadRows(id, file, createColumns);
    setRunning(false);
    if (answer.error !== undefined) return setRefused(answer);
    notifications.show({ color: 'teal', message: `${counted(answer.added, 'row')} added.` });
    if (createColumns) reloadDataset();
    onAdded();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Upload rows" size="lg">
      <Stack gap="md">
        <FileInput
          label="File"
          description="CSV with the column keys in its first line, or JSON Lines with an object a line. Either all its rows are added, or none."
          placeholder="Choose a .csv or .jsonl file"
          accept=".csv,.jsonl,.ndjson,text/csv,application/x-ndjson"
          leftSection={<IconFile size={15} />}
          value={file}
          onChange={(next) => {
            setFile(next);
            setRefused(null);
          }}
          data-autofocus
        />
        {isAtLeast(viewerRole, 'ADMIN') && (
          <Checkbox
            label="Create the columns that are missing"
            checked={createColumns}
            onChange={(event) => setCreateColumns(event.currentTarget.checked)}
          />
        )}
        {refused && (
          <Alert color="red" title="Nothing was added">
            {refused.problems.length !== 1 && refused.error}
            <ul style={{ margin: '6px 0 0', paddingLeft: 18 }}>
              {refused.problems.slice(0, 20).map((problem, at) => (
                <li key={at}>
                  {problem.line !== null && `Line ${problem.line}`}
                  {problem.column && `, ${problem.column}`}: {problem.reason}
                </li>
              ))}
            </ul>
            {refused.problems.length > 20 && <Text size="xs">… and {refused.problems.length - 20} more</Text>}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button size="sm" disabled={!file} loading={running} onClick={() => void run()}>
            Upload
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
