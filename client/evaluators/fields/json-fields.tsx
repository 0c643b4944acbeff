import { Checkbox, JsonInput, Select, Stack, TagsInput } from '@mantine/core';
import { useState } from 'react';
import type { Json } from '../../graphql/graphql.ts';
import { textIn, type FieldProps } from './field-props.ts';
import classes from '../evaluators.module.css';

const example = { type: 'object', required: ['answer'], properties: { answer: { type: 'string' } } };

/** What JSON the output has to be. */
export function JsonFields({ config, onChange, problemAt }: FieldProps) {
  const mode = textIn(config.mode);
  return (
    <Stack gap="md">
      <Select
        label="The output"
        allowDeselect={false}
        value={mode}
        onChange={(to) =>
          to && onChange({ mode: to, schema: to === 'SCHEMA' ? (config.schema ?? example) : null, ignore: to === 'EQUALS' ? [] : null })
        }
        data={[
          { value: 'VALID', label: 'is valid JSON' },
          { value: 'SCHEMA', label: 'fits a JSON Schema' },
          { value: 'EQUALS', label: 'equals the expected output' },
        ]}
      />
      {mode === 'SCHEMA' && (
        <SchemaText value={config.schema ?? null} problem={problemAt('schema')} onChange={(schema) => onChange({ schema })} />
      )}
      {mode === 'EQUALS' && (
        <TagsInput
          label="But for these keys"
          description="Of the outermost object"
          placeholder="id, createdAt…"
          value={Array.isArray(config.ignore) ? config.ignore.map(String) : []}
          error={problemAt('ignore')}
          onChange={(ignore) => onChange({ ignore })}
        />
      )}
      <Checkbox
        size="xs"
        label="The JSON may stand in a Markdown code block"
        checked={config.allowFence === true}
        onChange={({ currentTarget }) => onChange({ allowFence: currentTarget.checked })}
      />
    </Stack>
  );
}

function SchemaText({ value, problem, onChange }: { value: Json; problem: string | undefined; onChange: (value: Json) => void }) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  return (
    <JsonInput
      label="JSON Schema"
      description="Draft 2020-12"
      className={classes.code}
      autosize
      minRows={6}
      maxRows={20}
      spellCheck={false}
      formatOnBlur
      validationError="This is not JSON yet"
      value={text}
      error={problem}
      onChange={(next) => {
        setText(next);
        try {
          onChange(JSON.parse(next) as Json);
        } catch {
          // A text on its way to JSON is refused when it is sent.
          onChange(next);
        }
      }}
    />
  );
}
