import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { EditorForm } from './editors.tsx';
import type { SpanSearch } from './span-search.ts';

export type AttributeCondition = NonNullable<SpanSearch['attribute']>[number];

const tests = [
  { value: 'equals', label: 'equals' },
  { value: 'contains', label: 'contains' },
  { value: 'exists', label: 'exists' },
  { value: 'missing', label: 'does not exist' },
  { value: 'greater', label: 'is greater than' },
  { value: 'less', label: 'is less than' },
] as const;
type Test = (typeof tests)[number]['value'];

/** What was typed as the value it most likely is: `200` a number, `true` a boolean, `"200"` and all else text. */
export function readValue(text: string): string | number | boolean | null {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  return /^".*"$/.test(text) ? text.slice(1, -1) : text;
}

export function attributeCondition(key: string, test: Test, text: string): AttributeCondition | undefined {
  if (!key) return undefined;
  if (test === 'exists' || test === 'missing') return { key, exists: test === 'exists' };
  if (test === 'contains') return { key, contains: text };
  if (test === 'equals') return { key, equals: readValue(text) };
  const number = Number(text);
  return text === '' || Number.isNaN(number) ? undefined : { key, [test]: number };
}

function startOf(condition: AttributeCondition | undefined): { test: Test; text: string } {
  if (!condition) return { test: 'equals', text: '' };
  if (condition.exists !== undefined) return { test: condition.exists ? 'exists' : 'missing', text: '' };
  for (const test of ['contains', 'greater', 'less'] as const) {
    if (condition[test] !== undefined) return { test, text: String(condition[test]) };
  }
  const { equals } = condition;
  return { test: 'equals', text: typeof equals === 'string' && readValue(equals) !== equals ? `"${equals}"` : String(equals ?? '') };
}

interface Props {
  initial?: AttributeCondition;
  onApply: (attribute: AttributeCondition | undefined) => void;
}

/** A condition on any attribute, by its dotted path. */
export function AttributeEditor({ initial, onApply }: Props) {
  const [key, setKey] = useState(initial?.key ?? '');
  const [{ test, text }, setTest] = useState(() => startOf(initial));
  const condition = attributeCondition(key.trim(), test, text.trim());
  return (
    <EditorForm onApply={() => condition && onApply(condition)}>
      <TextInput
        label="Attribute"
        placeholder="http.status"
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        data-autofocus
      />
      <Select
        aria-label="Test"
        data={[...tests]}
        value={test}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(next) => next && setTest({ test: next, text })}
      />
      {test !== 'exists' && test !== 'missing' && (
        <TextInput
          aria-label="Value"
          placeholder="Value"
          value={text}
          onChange={(event) => setTest({ test, text: event.currentTarget.value })}
        />
      )}
    </EditorForm>
  );
}
