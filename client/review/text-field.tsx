import { Button, Group, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Column } from '../app/dataset.tsx';
import { DiffView } from './diff-view.tsx';
import { changedWords } from './word-diff.ts';

interface Props {
  column: Column;
  value: unknown;
  /** The output under review; what a correction starts from and is compared with. */
  output: string | null;
  disabled?: boolean;
  error?: string;
  onActive: () => void;
  onChange: (value: string) => void;
}

/** A text column. `expected_output` is a correction of the output: it can start from it, and says how far it moved. */
export function TextField({ column, value, output, disabled, error, onActive, onChange }: Props) {
  const [comparing, compare] = useState(false);
  const text = typeof value === 'string' ? value : '';
  const corrects = column.key === 'expected_output' && output !== null && output !== '';
  const changes = corrects && text ? changedWords(output, text) : null;

  return (
    <>
      <Textarea
        aria-label={column.title || column.key}
        data-field={column.key}
        placeholder={corrects ? 'What should it have said?' : column.description || 'Write…'}
        autosize
        minRows={corrects ? 3 : 2}
        maxRows={18}
        value={text}
        disabled={disabled}
        error={error}
        onFocus={onActive}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {corrects && (
        <Group gap="xs" mt={4} mih={24}>
          {!text && (
            <Button size="compact-xs" variant="default" disabled={disabled} onClick={() => onChange(output)}>
              Start from the output
            </Button>
          )}
          {changes !== null && (
            <Text size="xs" c="dimmed">
              {changes === 0 ? 'the same as the output' : `${changes} ${changes === 1 ? 'word differs' : 'words differ'} from the output`}
            </Text>
          )}
          {changes !== null && changes > 0 && (
            <Button size="compact-xs" variant="subtle" aria-expanded={comparing} onClick={() => compare(!comparing)}>
              {comparing ? 'Hide changes' : 'Show changes'}
            </Button>
          )}
        </Group>
      )}
      {comparing && changes !== null && output !== null && <DiffView before={output} after={text} />}
    </>
  );
}
