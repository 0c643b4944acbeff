import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Json } from '../graphql/graphql.ts';
import { canonical } from './content.ts';

interface Props {
  label: string;
  value: Json;
  onChange: (value: Json) => void;
  readOnly: boolean;
}

const textOf = (value: Json): string => JSON.stringify(value, null, 2);

function read(text: string): { value?: Json; problem?: string } {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { value }
      : { problem: 'A JSON Schema is an object: { … }' };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** A JSON object as text. What is none yet stays on screen, and is not saved until it is. */
export function JsonField({ label, value, onChange, readOnly }: Props) {
  const [typed, setTyped] = useState({ value, text: textOf(value) });
  // Changed by somebody else, or by taking another version: their text takes the place of ours.
  const isOurs = canonical(typed.value) === canonical(value);
  const text = isOurs ? typed.text : textOf(value);
  const { problem } = read(text);
  return (
    <Textarea
      label={label}
      size="xs"
      autosize
      minRows={4}
      maxRows={24}
      readOnly={readOnly}
      spellCheck={false}
      value={text}
      error={problem && `Not saved: ${problem}`}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.75rem' } }}
      onChange={({ currentTarget }) => {
        const next = read(currentTarget.value);
        setTyped({ value: next.value ?? value, text: currentTarget.value });
        if (next.value !== undefined) onChange(next.value);
      }}
    />
  );
}
