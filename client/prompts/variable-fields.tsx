import { Button, Group, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTableImport } from '@tabler/icons-react';
import { useState } from 'react';
import { counted } from '../ui/format.ts';
import { FillFrom, type Filled } from './fill-from.tsx';
import type { PagePrompt } from './prompt-documents.ts';
import type { Variable } from './template.ts';
import classes from './playground.module.css';

interface Props {
  prompt: PagePrompt;
  variables: readonly Variable[];
  values: Record<string, string>;
  /** Those that a run asked for. */
  missing: readonly string[];
  onChange: (values: Record<string, string>) => void;
}

/** A field for each variable; all at once out of a row or a span. Kept in this browser. */
export function VariableFields({ prompt, variables, values, missing, onChange }: Props) {
  const [filling, { open, close }] = useDisclosure(false);
  const [said, setSaid] = useState<string | null>(null);
  const fill = ({ from, filled, missing: lacking }: Filled) => {
    onChange(filled);
    const count = `${from} fills ${counted(Object.keys(filled).length, 'variable')}`;
    setSaid(
      lacking.length > 0 ? `${count}, and has nothing for ${lacking.map((name) => `{{${name}}}`).join(', ')}.` : `${count}: all there are.`,
    );
    close();
  };
  return (
    <section aria-label="Variables">
      <Group justify="space-between" mb={8}>
        <Text size="xs" fw={600} c="dimmed">
          {counted(variables.length, 'variable')}
        </Text>
        {variables.length > 0 && (
          <Button variant="default" size="compact-xs" leftSection={<IconTableImport size={13} />} onClick={open}>
            Fill from a row or span
          </Button>
        )}
      </Group>
      {variables.length === 0 && (
        <Text size="sm" c="dimmed">
          The prompt has no variables: it is sent as it stands. Write {'{{name}}'} into a message to have one.
        </Text>
      )}
      {said && (
        <Text size="xs" c="dimmed" mb={8} role="status">
          {said}
        </Text>
      )}
      <div className={classes.variables}>
        {variables.map(({ name, structured, needed }) => (
          <Textarea
            key={name}
            size="xs"
            autosize
            minRows={1}
            maxRows={10}
            label={
              <>
                <code>{name}</code>
                {structured && <span className={classes.hint}> JSON: a list or an object</span>}
                {!needed && <span className={classes.hint}>, may be empty</span>}
              </>
            }
            aria-label={name}
            spellCheck={false}
            error={missing.includes(name)}
            value={values[name] ?? ''}
            onChange={(event) => onChange({ [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      {filling && <FillFrom prompt={prompt} variables={variables} onFill={fill} onClose={close} />}
    </section>
  );
}
