import { Stack, Switch } from '@mantine/core';
import type { Json } from '../graphql/graphql.ts';
import { JsonField } from './json-field.tsx';

interface Props {
  schema: Json;
  readOnly: boolean;
  onChange: (schema: Json) => void;
}

const first: Json = { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'], additionalProperties: false };

/** Whether answers are JSON by a schema, and which. */
export function SchemaField({ schema, readOnly, onChange }: Props) {
  return (
    <Stack gap="xs">
      <Switch
        size="xs"
        label="Answers are JSON that fits a schema"
        disabled={readOnly}
        checked={schema !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? first : null)}
      />
      {schema !== null && <JsonField label="JSON Schema of the answer" value={schema} readOnly={readOnly} onChange={onChange} />}
    </Stack>
  );
}
